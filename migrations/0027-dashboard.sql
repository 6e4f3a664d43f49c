-- Since when cases are worked here is asked with every figure: without this, every event of casework is looked at for it.
create index event_casework_known on event (authority_id, known_on) where source = 'casework';
-- When a case was given to somebody to answer, of all cases answered in a year.
create index event_allocated on event (authority_id, case_id, happened_on) where type = 'Stage1Allocated';
-- Where the open cases stand: a few hundred among all that were ever received.
create index representation_open on representation (authority_id, status) where status <> 'closed';
