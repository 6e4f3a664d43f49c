-- What a council's own Word file gives to its reports: styles, theme, margins, header and footer. The file itself is not kept.
create table report_template (
  authority_id integer primary key references authority,
  content      jsonb not null,
  uploaded_by  integer not null,
  uploaded_at  timestamptz not null,
  foreign key (authority_id, uploaded_by) references account
);
-- Pictures make it long, and are packed already.
alter table report_template alter column content set storage external;
