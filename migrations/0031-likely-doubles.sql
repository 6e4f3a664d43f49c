-- People who may be on record twice, worked out from `person` when somebody asks: whoever is new or has changed since is compared with everybody else.
alter table person add column compared boolean not null default false;
create index person_not_compared on person (authority_id, person) where not compared;

-- No keys of other tables: to check them would wait for whoever changes one of the two people, who may wait for us.
create table likely_double (
  authority_id    integer not null,
  person          text not null,
  other           text not null,
  -- of 1, how alike their names are
  alike           real not null,
  same_birth_date boolean not null,
  primary key (authority_id, person, other),
  check (person < other)
);
create index likely_double_likest on likely_double (authority_id, same_birth_date desc, alike desc, person, other);
create index likely_double_other on likely_double (authority_id, other);
