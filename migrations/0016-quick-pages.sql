-- The cases of many people of like names are read from the index alone.
drop index case_person_person;
create index case_person_person on case_person (authority_id, person, case_id);
