-- Read table, worked out from the events: who is in a case, as the complainant or as a child it is about. `person` is a key of `person`.
create table case_person (
  authority_id integer not null,
  case_id      integer not null,
  person       text not null,
  part         text not null check (part in ('complainant', 'child')),
  primary key (authority_id, case_id, person)
);
create index case_person_person on case_person (authority_id, person);

insert into case_person
select authority_id, case_id, complainant, 'complainant' from representation where complainant is not null
union all
select authority_id, case_id, child, 'child' from representation, unnest(children) as child where child is distinct from complainant;

-- A list in a column finds a person's cases too slowly where many councils share a database.
alter table representation drop column children;
