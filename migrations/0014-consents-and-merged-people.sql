-- Whose consent opens a case to an advocate, who looks after a case, and two records of one person.

-- An advocate sees a case only while the child, young person or complainant consents to it. No case has a consent on record yet.
delete from case_party where role = 'advocate';

-- Who in the complaints team looks after a case: whoever recorded it, until somebody else is said to.
alter table representation add column case_officer text;
create index representation_case_officer on representation (authority_id, case_officer);
update representation r set case_officer = e.recorded_by
from event e
where e.authority_id = r.authority_id and e.case_id = r.case_id and e.version = 1 and e.source = 'casework' and e.recorded_by ~ '^U[0-9]+$';

-- A complaint that went on to stage 2 or 3 is owed no answer at stage 1 any more.
delete from open_clock o
where o.stage = 'stage1'
  and (exists (select from stage2 s where s.authority_id = o.authority_id and s.case_id = o.case_id and s.decision is distinct from 'declined')
    or exists (select from stage3 p where p.authority_id = o.authority_id and p.case_id = o.case_id));

-- The key by which the events name the person, who may since have been merged with another.
alter table case_person add column named_as text;
update case_person set named_as = person;
alter table case_person alter column named_as set not null;
-- Few records are merged: those that go by their own key are found by it.
create index case_person_named on case_person (authority_id, named_as, case_id) where named_as <> person;

-- Two records of one person: everything of `person` is looked up under `into_person`, until it is undone. The events keep their keys.
create table person_merge (
  authority_id   integer not null,
  merge          integer not null,
  person         text not null,
  into_person    text not null,
  reason         text,
  merged_by      integer not null,
  merged_at      timestamptz not null,
  -- what was known of the person kept before the merge, to be put back; null once it was undone or erased
  details_before jsonb,
  -- the version of the person kept that the merge made
  version_after  integer not null,
  undone_by      integer,
  undone_at      timestamptz,
  undone_reason  text,
  primary key (authority_id, merge),
  foreign key (authority_id, person) references person,
  foreign key (authority_id, into_person) references person,
  foreign key (authority_id, merged_by) references account,
  foreign key (authority_id, undone_by) references account,
  check (person <> into_person),
  check ((undone_by is null) = (undone_at is null))
);
create unique index person_merge_in_force on person_merge (authority_id, person) where undone_at is null;
create index person_merge_into on person_merge (authority_id, into_person);

-- Two people who are alike and are not one: somebody has looked, and said so.
create table person_apart (
  authority_id integer not null,
  person       text not null,
  other        text not null,
  said_by      integer not null,
  said_at      timestamptz not null,
  primary key (authority_id, person, other),
  foreign key (authority_id, person) references person,
  foreign key (authority_id, other) references person,
  foreign key (authority_id, said_by) references account,
  check (person < other)
);
