-- Pictures that stand in a report, by the SHA-256 of what is kept of them: without what a camera or a program wrote beside the picture itself.
-- They are to be published, so that they are not encrypted. A publication holds the hash of each, and its own hash holds those.
create table report_picture (
  authority_id integer not null,
  report       integer not null,
  picture      bytea not null check (octet_length(picture) = 32),
  kind         text not null check (kind in ('png', 'jpeg')),
  content      bytea not null check (octet_length(content) <= 8000000),
  added_by     integer not null,
  added_at     timestamptz not null,
  primary key (authority_id, report, picture),
  foreign key (authority_id, report) references report on delete cascade,
  foreign key (authority_id, added_by) references account
);
-- They are packed already.
alter table report_picture alter column content set storage external;

create function refuse_change_to_published_picture() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' then raise exception 'a picture is kept as it was'; end if;
  if exists (select from publication where authority_id = old.authority_id and report = old.report and position(encode(old.picture, 'hex') in layout::text) > 0) then
    raise exception 'a picture that was published is kept with its publication';
  end if;
  return old;
end $$;
create trigger published_picture_is_kept before update or delete on report_picture for each row execute function refuse_change_to_published_picture();
