-- People who complain, or for whom somebody complains: found by their names although misspelt; and the references that casework gives out.
create extension if not exists pg_trgm;
-- Lets an index of trigrams or lists start with the authority.
create extension if not exists btree_gin;

alter table person
  add column former_names        text[] not null default '{}',
  add column born_on             date,
  add column communication_needs text,
  -- every name of the person as a search compares it
  add column searched            text not null default '',
  -- counts the changes, so that two who change it at once do not undo one another's
  add column version             integer not null default 1,
  add column erased_at           timestamptz;
update person set searched = lower(coalesce(name, ''));
create index person_searched on person using gin (authority_id, searched gin_trgm_ops);
create index person_born on person (authority_id, born_on);

-- Who changed what is known of a person, and why. What it was before is not kept.
create table person_change (
  authority_id integer not null,
  person       text not null,
  version      integer not null,
  changed_at   timestamptz not null,
  account_id   integer not null,
  -- which of the person's details
  details      text[] not null,
  -- null once the person is erased
  reason       text,
  primary key (authority_id, person, version),
  foreign key (authority_id, person) references person
);

-- How the council writes its references, where not in the usual way: {"representation": "{initials}{year}-{number}"}.
alter table authority add column reference_patterns jsonb not null default '{}';

-- The last number given out in each run of references or keys.
create table series (
  authority_id integer not null references authority,
  series       text not null,
  last         integer not null,
  primary key (authority_id, series)
);

-- Worked out from the events: the keys of the children it is about.
alter table representation add column children text[] not null default '{}';
create index representation_children on representation using gin (authority_id, children);
create index representation_not_closed on representation (authority_id, received_on) where closed_on is null;

-- Whom a compliment praises, worker or team.
alter table compliment add column credited text;
