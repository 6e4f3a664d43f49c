-- Every state of a report that is being composed, so that any earlier one can be looked at and brought back.
create table report_version (
  authority_id integer not null,
  report       integer not null,
  version      integer not null,
  title        text not null,
  layout       jsonb not null,
  from_on      date not null,
  to_on        date not null,
  as_at        date,
  disclosure   jsonb,
  compared_with integer,
  -- what was done to come to it, in the words of a person
  what         text not null,
  -- the version that it is a copy of, where an earlier one was brought back
  restores     integer,
  changed_by   integer not null,
  changed_at   timestamptz not null,
  primary key (authority_id, report, version),
  foreign key (authority_id, report) references report on delete cascade,
  foreign key (authority_id, changed_by) references account
);
insert into report_version
select authority_id, report, version, title, layout, from_on, to_on, as_at, disclosure, compared_with, 'As it was when earlier versions began to be kept', null, changed_by, changed_at
from report;
