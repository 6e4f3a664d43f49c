-- Invoices; each of the Ombudsman's clocks and remedies by itself; what was done about a compliment.

-- Read table, worked out from the events. Money that was paid is in `payment` and nowhere else: an invoice is what was asked for.
create table invoice (
  authority_id integer not null,
  case_id      integer not null,
  invoice      integer not null,
  -- null once erased
  supplier     text,
  -- as it is compared, to find the same invoice twice
  supplier_compared text,
  number       text not null,
  number_compared text not null,
  stage        text not null,
  role         text not null,
  dated_on     date not null,
  received_on  date not null,
  amount       numeric(12, 2) not null,
  vat          numeric(12, 2),
  state        text not null check (state in ('received', 'queried', 'approved', 'paid', 'rejected')),
  approved_on  date,
  approved_by  text,
  paid_on      date,
  primary key (authority_id, case_id, invoice)
);
create index invoice_number on invoice (authority_id, number_compared);
create index invoice_page on invoice (authority_id, received_on, case_id, invoice);

-- Which of several a clock is about: an Ombudsman's matter, a remedy. A case has one clock of a rule for each.
alter table open_clock add column about text not null default '';
alter table open_clock drop constraint open_clock_pkey;
alter table open_clock add primary key (authority_id, case_id, rule, about);
-- Where a case has one matter, its clocks are about that.
update open_clock o set about = m.ombudsman_ref
from ombudsman_matter m
where o.stage = 'ombudsman' and o.rule <> 'T28' and m.authority_id = o.authority_id and m.case_id = o.case_id
  and not exists (select from ombudsman_matter n where n.authority_id = m.authority_id and n.case_id = m.case_id and n.ombudsman_ref <> m.ombudsman_ref);

alter table ombudsman_matter add column public_report boolean not null default false;
-- agreed remedies, and those of them that the Ombudsman has not accepted yet, while its case is open
alter table ombudsman_matter add column remedies integer not null default 0;
alter table ombudsman_matter add column remedies_open integer not null default 0;
update ombudsman_matter m
set public_report = coalesce((e.body ->> 'publicReport')::boolean, false), remedies = coalesce(jsonb_array_length(e.body -> 'remedies'), 0),
    remedies_open = case when m.closed_on is null then coalesce(jsonb_array_length(e.body -> 'remedies'), 0) else 0 end
from event e
where e.authority_id = m.authority_id and e.case_id = m.case_id and e.type = 'OmbudsmanDecided' and e.body ->> 'ombudsmanRef' = m.ombudsman_ref
  and not exists (select from event l where l.authority_id = e.authority_id and l.case_id = e.case_id and l.type = 'OmbudsmanDecided' and l.body ->> 'ombudsmanRef' = m.ombudsman_ref and l.version > e.version);

alter table compliment add column passed_on_on date;
alter table compliment add column thanked_on date;
