-- What is kept for a time though no case keeps it: drafts that were never sent, and people who left the pool.

-- How many days a council keeps a draft after it was last saved, where it is not as Candour proposes.
create table draft_settings (
  authority_id integer primary key references authority,
  days         integer not null check (days between 7 and 730),
  source       text not null
);

-- What identified somebody was removed: the row stays for the parts they had, which the record of cases names by its number.
alter table pool_member add column removed_at timestamptz;

-- Why an erasure was asked for goes with the case.
update erasure e
set reason = ''
where exists (select from erasure d where d.authority_id = e.authority_id and d.case_id = e.case_id and d.decision = 'erased' and d.erasure >= e.erasure);
