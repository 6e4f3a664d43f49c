-- What is decided of a report before it is published, and the council's usual rule for what it publishes.

-- The rule that a report begins with when it is to be published; a council without a row publishes below 5, not rounded.
create table publishing_settings (
  authority_id integer not null references authority,
  -- small numbers are hidden below it; null where reports are usually for use inside the council alone
  threshold    integer check (threshold between 2 and 100),
  rounded_to   integer check (rounded_to between 2 and 100),
  changed_by   integer not null,
  changed_at   timestamptz not null,
  primary key (authority_id),
  foreign key (authority_id, changed_by) references account,
  check (threshold is not null or rounded_to is null)
);

-- What was decided of a name, a place or an age found in the words of a report. Of what was found there is a fingerprint alone: what was
-- taken out of a report is kept nowhere else.
create table report_redaction (
  authority_id integer not null,
  report       integer not null,
  -- a fingerprint of the words, of where they stand and of which of several of the same it is
  find         text not null,
  kind         text not null,
  -- the part of the report, as its reader would call it
  place        text not null,
  decision     text not null check (decision in ('replaced', 'left')),
  -- what was put in its place
  replacement  text,
  -- why it was left as it is
  reason       text,
  decided_by   integer not null,
  decided_at   timestamptz not null,
  primary key (authority_id, report, find),
  foreign key (authority_id, report) references report on delete cascade,
  foreign key (authority_id, decided_by) references account,
  check ((decision = 'replaced') = (replacement is not null)),
  check ((decision = 'left') = (reason is not null))
);

-- Of the report's rule nobody may have decided anything yet: that is not the same as for use inside the council.
alter table report add column disclosure_decided boolean not null default false;

alter table publication
  -- the editions that were out, beside which small numbers were hidden
  add column beside    integer[] not null default '{}',
  -- what was decided of the names, places and ages found in its words
  add column redactions jsonb not null default '[]';
