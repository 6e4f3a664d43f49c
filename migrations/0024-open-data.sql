-- Whether a council gives anybody what it has published as data. One without a row does not.
create table open_data_settings (
  authority_id integer not null references authority,
  given        boolean not null,
  -- publications whose small numbers are hidden below less than this are not given; null: as the council usually publishes
  threshold    integer check (threshold between 2 and 100),
  -- publications of periods that begin before this day are not given
  since_on     date,
  changed_by   integer not null,
  changed_at   timestamptz not null,
  primary key (authority_id),
  foreign key (authority_id, changed_by) references account
);
