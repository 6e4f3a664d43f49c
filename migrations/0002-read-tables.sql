-- Worked out from the events, for lists, search and figures. Dropped and made again by `candour rebuild`.
-- Columns are named as in the register.

create table case_known (
  authority_id   integer not null,
  case_id        integer not null,
  version        integer not null,
  first_known_on date not null,
  last_known_on  date not null,
  primary key (authority_id, case_id)
);

create table representation (
  authority_id            integer not null,
  case_id                 integer not null,
  ref                     text not null,
  received_on             date not null,
  channel                 text,
  received_via            text,
  complainant             text,
  complainant_type        text,
  complainant_age         integer,
  age_band                text,
  gender                  text,
  ethnicity               text,
  disability              text,
  sexual_orientation      text,
  child_status            text,
  advocate                text,
  service                 text,
  handled_as              text,
  handling_reason         text,
  theme                   text,
  summary                 text,
  court_proceedings       text,
  child_protection_plan   text,
  persistent_complainant  text,
  acknowledged_on         date,
  stage1_started_on       date,
  -- whether the start was recorded, and not only taken to be the day of receipt
  stage1_start_recorded   boolean not null,
  stage1_extended_to      date,
  stage1_extension_reason text,
  stage1_responded_on     date,
  stage1_outcome          text,
  stage1_late_reason      text,
  -- the day stage 1 was judged against
  stage1_due_on           date,
  -- answered, or ended without an answer
  stage1_ended_on         date,
  -- working days from start to response; null where there was no response
  stage1_days             integer,
  stage1_band             text,
  -- the most working days that the procedure allowed at the time
  stage1_longest_days     integer,
  status                  text not null,
  closed_on               date,
  own                     jsonb not null default '{}',
  primary key (authority_id, case_id)
);
create index representation_received on representation (authority_id, received_on);
create index representation_ended on representation (authority_id, stage1_ended_on);
create index representation_complainant on representation (authority_id, complainant);

create table element (
  authority_id   integer not null,
  case_id        integer not null,
  element        integer not null,
  theme          text,
  service        text,
  complaint      text,
  stage1_finding text,
  stage2_finding text,
  stage3_finding text,
  remedies       text[] not null default '{}',
  comment        text,
  own            jsonb not null default '{}',
  primary key (authority_id, case_id, element)
);

create table stage2 (
  authority_id           integer not null,
  case_id                integer not null,
  requested_on           date not null,
  reason                 text,
  decision               text,
  decided_on             date,
  decline_reason         text,
  statement_agreed_on    date,
  investigating_officer  text,
  independent_person     text,
  extended_to            date,
  extension_reason       text,
  investigation_report_on date,
  report_sent_on         date,
  sent_for_adjudication_on date,
  adjudicated_on         date,
  outcome                text,
  closed_on              date,
  late_reason            text,
  -- working days from request to close
  stage2_days            integer,
  -- working days to the adjudication letter, from each of the two days that stage 2 is said to start on
  days_from_request      integer,
  days_from_statement    integer,
  -- which of the two counts for this case
  counted_from           text not null check (counted_from in ('request', 'statement')),
  stage2_longest_days    integer,
  primary key (authority_id, case_id)
);
create index stage2_requested on stage2 (authority_id, requested_on);
create index stage2_closed on stage2 (authority_id, closed_on);

create table stage3 (
  authority_id    integer not null,
  case_id         integer not null,
  requested_on    date not null,
  acknowledged_on date,
  papers_sent_on  date,
  panel_on        date,
  findings_on     date,
  responded_on    date,
  outcome         text,
  late_reason     text,
  -- working days from request to panel
  panel_days      integer,
  panel_longest_days integer,
  primary key (authority_id, case_id)
);
create index stage3_panel on stage3 (authority_id, panel_on);

create table ombudsman_matter (
  authority_id  integer not null,
  case_id       integer not null,
  ombudsman_ref text not null,
  service       text,
  received_on   date not null,
  decision      text,
  decided_on    date,
  closed_on     date,
  primary key (authority_id, case_id, ombudsman_ref)
);
create index ombudsman_received on ombudsman_matter (authority_id, received_on);
create index ombudsman_decided on ombudsman_matter (authority_id, decided_on);

create table payment (
  authority_id integer not null,
  case_id      integer not null,
  payment      integer not null,
  stage        text not null,
  role         text not null,
  amount       numeric(12, 2) not null,
  paid_on      date not null,
  note         text,
  primary key (authority_id, case_id, payment)
);
create index payment_paid on payment (authority_id, paid_on);

create table learning_action (
  authority_id    integer not null,
  case_id         integer not null,
  learning_action integer not null,
  element         integer,
  promised_on     date not null,
  action          text,
  kind            text,
  owner           text,
  due_on          date,
  completed_on    date,
  evidence        text,
  primary key (authority_id, case_id, learning_action)
);
create index learning_action_promised on learning_action (authority_id, promised_on);

create table compliment (
  authority_id    integer not null,
  case_id         integer not null,
  ref             text not null,
  received_on     date not null,
  channel         text,
  source          text,
  origin          text,
  service         text,
  aspects         text[] not null default '{}',
  text            text,
  publish_consent text,
  own             jsonb not null default '{}',
  primary key (authority_id, case_id)
);
create index compliment_received on compliment (authority_id, received_on);
