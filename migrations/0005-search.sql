-- Search over references, people's names and what was said; lists that page by key.

create extension if not exists pg_trgm;
-- Lets an index of words or trigrams start with the authority.
create extension if not exists btree_gin;

-- Read table: the words of a case, as they are searched. They can identify somebody: erasure works them out again.
create table case_search (
  authority_id integer not null,
  case_id      integer not null,
  words        tsvector not null,
  primary key (authority_id, case_id)
);
create index case_search_words on case_search using gin (authority_id, words);

create index case_index_like on case_index using gin (authority_id, ref gin_trgm_ops);

create index representation_page on representation (authority_id, received_on, ref);
create index compliment_page on compliment (authority_id, received_on, ref);
create index audit_page on audit (authority_id, at, position);
create index learning_action_open on learning_action (authority_id, due_on) where completed_on is null;
create index event_recorded_by on event (authority_id, recorded_by, case_id) where source = 'casework';
create index element_theme on element (authority_id, theme, case_id);
-- Few cases are hidden: what asks which are reads only those.
create index case_access_restricted on case_access (authority_id, case_id) where restricted;
create index case_access_about_services on case_access using gin (authority_id, about_services);

-- Since when a clock stands still, while an advocate is being found: its day moves on until one is appointed.
alter table open_clock add column standing_still_since date;
