-- The cases of many people of like names are read from the index alone.
drop index case_person_person;
create index case_person_person on case_person (authority_id, person, case_id);
-- Few cases are not closed: the board and what stands at a stage are found among those alone.
create index representation_unclosed on representation (authority_id, received_on, ref) where status <> 'closed';
