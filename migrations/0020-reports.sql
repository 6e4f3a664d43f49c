-- Reports as they are composed, as they were published, and the layouts that a council keeps.

-- A council's own layouts. The standard ones are part of the program.
create table layout (
  authority_id integer not null references authority,
  layout       integer not null,
  name         text not null,
  -- counts the changes, so that two who change it at once do not undo one another's
  version      integer not null default 1,
  spec         jsonb not null,
  changed_at   timestamptz not null,
  changed_by   integer not null,
  primary key (authority_id, layout),
  foreign key (authority_id, changed_by) references account
);
create unique index layout_name on layout (authority_id, lower(name));

-- A report that is being composed. Its numbers are never kept: they are asked for each time that it is made.
create table report (
  authority_id integer not null references authority,
  report       integer not null,
  version      integer not null default 1,
  title        text not null,
  layout       jsonb not null,
  from_on      date not null,
  to_on        date not null,
  -- what was entered after the end of this day does not count; null while everything on record does
  as_at        date,
  -- {"threshold": 5, "roundedTo": 5}; null for use inside the council
  disclosure   jsonb,
  -- findings of the checks that somebody overruled: [{"finding": …, "reason": …, "by": account, "at": …}]
  overruled    jsonb not null default '[]',
  -- the publication that it is compared with
  compared_with integer,
  begun_by     integer not null,
  begun_at     timestamptz not null,
  changed_by   integer not null,
  changed_at   timestamptz not null,
  primary key (authority_id, report),
  foreign key (authority_id, begun_by) references account,
  foreign key (authority_id, changed_by) references account,
  check (from_on <= to_on)
);

-- A report as it was published: its figures, words and layout together, never changed.
create table publication (
  authority_id integer not null references authority,
  publication  integer not null,
  report       integer not null,
  title        text not null,
  layout       jsonb not null,
  from_on      date not null,
  to_on        date not null,
  as_at        date not null,
  disclosure   jsonb,
  overruled    jsonb not null,
  -- the report value with every number, for those inside; and as it was printed, small numbers hidden
  whole        jsonb not null,
  printed      jsonb not null,
  -- sha256 of layout, whole and printed together
  hash         bytea not null,
  published_by integer not null,
  published_at timestamptz not null,
  primary key (authority_id, publication),
  foreign key (authority_id, published_by) references account
);
create index publication_of_report on publication (authority_id, report);
alter table report add foreign key (authority_id, compared_with) references publication (authority_id, publication);

-- That a publication was taken back, and why. It stays on record.
create table publication_withdrawn (
  authority_id integer not null,
  publication  integer not null,
  reason       text not null,
  withdrawn_by integer not null,
  withdrawn_at timestamptz not null,
  primary key (authority_id, publication),
  foreign key (authority_id, publication) references publication,
  foreign key (authority_id, withdrawn_by) references account
);

create function refuse_change_to_publication() returns trigger language plpgsql as $$
begin
  raise exception 'a publication is kept as it was published';
end $$;
create trigger publication_is_kept before update or delete on publication for each row execute function refuse_change_to_publication();
create trigger publications_are_never_truncated before truncate on publication for each statement execute function refuse_change_to_publication();
