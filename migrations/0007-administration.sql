-- How people sign in, services and bank holidays of a council's own, how long records are kept, and what was erased.

alter table account
  -- set where the password is one that an administrator gave: it must be changed at the first sign-in, and serves until then
  add column one_time_until timestamptz,
  -- a second factor that is being set up; the one before stays in force until a code of this was given
  add column totp_pending text,
  add column signed_in_at timestamptz;

-- what is still to come before a session is whole: code, password, second factor
alter table session add column missing text[] not null default '{}';

alter table authority add column second_factor_required boolean not null default false;

-- the first and the last day of a service; null where it has been there, or will be, as long as anybody knows
alter table service
  add column opens_on date,
  add column closes_on date;

-- Holidays proclaimed since Candour was made, added by the council.
create table bank_holiday (
  authority_id integer not null references authority,
  holiday_on   date not null,
  name         text not null,
  added_by     integer not null,
  added_at     timestamptz not null,
  primary key (authority_id, holiday_on),
  foreign key (authority_id, added_by) references account
);

-- How long a council keeps a class of records, where it is not as Candour proposes.
create table retention_rule (
  authority_id integer not null references authority,
  record_class text not null,
  years        integer not null check (years between 1 and 150),
  source       text not null,
  primary key (authority_id, record_class)
);

-- A case that must not be erased, whatever its age.
create table legal_hold (
  authority_id integer not null,
  case_id      integer not null,
  hold         integer not null,
  reason       text not null,
  placed_by    integer not null,
  placed_at    timestamptz not null,
  lifted_by    integer,
  lifted_at    timestamptz,
  primary key (authority_id, case_id, hold),
  foreign key (authority_id, case_id) references case_index,
  foreign key (authority_id, placed_by) references account,
  foreign key (authority_id, lifted_by) references account
);
create unique index legal_hold_in_force on legal_hold (authority_id, case_id) where lifted_at is null;

-- Each time somebody asked that a case be erased, and what a second person decided.
create table erasure (
  authority_id integer not null,
  case_id      integer not null,
  erasure      integer not null,
  ground       text not null,
  reason       text not null,
  asked_by     integer not null,
  asked_at     timestamptz not null,
  decided_by   integer,
  decided_at   timestamptz,
  decision     text check (decision in ('erased', 'kept')),
  -- how many texts were erased
  texts        integer,
  primary key (authority_id, case_id, erasure),
  foreign key (authority_id, case_id) references case_index,
  foreign key (authority_id, asked_by) references account,
  foreign key (authority_id, decided_by) references account,
  check ((decision is null) = (decided_at is null)),
  check (decided_by is null or decision = 'kept' or decided_by <> asked_by)
);
create unique index erasure_asked on erasure (authority_id, case_id) where decided_at is null;
