-- Letters of a case, from the draft to what was sent, and how a council writes them.

create table letter (
  authority_id integer not null,
  case_id      integer not null,
  letter       integer not null,
  kind         text not null,
  -- counts the changes, so that two who change it at once do not undo one another's
  version      integer not null default 1,
  -- the whole letter; null once the case is erased
  text         jsonb,
  -- everybody who wrote in it: none of them approves it where the council wants a second person
  written_by   integer[] not null,
  changed_at   timestamptz not null,
  approved_by  integer,
  approved_at  timestamptz,
  sent_on      date,
  sent_by      integer,
  sent_how     text,
  sent_at      timestamptz,
  primary key (authority_id, case_id, letter),
  foreign key (authority_id, case_id) references case_index,
  foreign key (authority_id, approved_by) references account,
  foreign key (authority_id, sent_by) references account,
  check ((approved_by is null) = (approved_at is null)),
  check ((sent_on is null) = (sent_at is null) and (sent_on is null) = (sent_by is null) and (sent_on is null) = (sent_how is null))
);

-- What was sent stays as it was sent: only its text may go, with the case's other texts.
create function refuse_change_to_sent_letter() returns trigger language plpgsql as $$
begin
  if old.sent_at is null then
    return case when tg_op = 'DELETE' then old else new end;
  end if;
  if tg_op = 'UPDATE' and new.text is null and to_jsonb(new) - 'text' = to_jsonb(old) - 'text' then
    return new;
  end if;
  raise exception 'a letter that was sent is kept as it was sent';
end $$;
create trigger sent_letter_is_kept before update or delete on letter for each row execute function refuse_change_to_sent_letter();
create function refuse_to_truncate_letters() returns trigger language plpgsql as $$
begin
  raise exception 'a letter that was sent is kept as it was sent';
end $$;
create trigger letters_are_never_truncated before truncate on letter for each statement execute function refuse_to_truncate_letters();

-- The council's letterhead, whom to contact, and whether a second person approves.
create table letter_settings (
  authority_id  integer primary key references authority,
  letterhead    text not null default '',
  team          text not null default '',
  contact       text not null default '',
  ombudsman     text not null default '',
  advocacy      text not null default '',
  second_person boolean not null default false
);

-- The council's own words for a passage of its letters, in place of the standard ones.
create table letter_wording (
  authority_id integer not null references authority,
  passage      text not null,
  wording      text not null check (wording in ('adult', 'child')),
  text         text not null,
  primary key (authority_id, passage, wording)
);

-- A name written in a letter is looked for among the children on record.
create index person_name on person (authority_id, lower(name));
