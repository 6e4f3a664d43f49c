-- Documents of a case, encrypted with a key of the case, which is itself encrypted with the key in the key file.

-- Tells whether the key file is the one that this authority's documents were encrypted with; it says nothing about the key.
create table document_master (
  authority_id integer primary key references authority,
  fingerprint  bytea not null
);

-- A case's own key, encrypted. Without its row nothing of the case's documents can be read any more.
create table case_key (
  authority_id integer not null,
  case_id      integer not null,
  sealed       bytea not null,
  primary key (authority_id, case_id),
  foreign key (authority_id, case_id) references case_index
);

create table document (
  authority_id integer not null,
  case_id      integer not null,
  document     integer not null,
  kind         text not null,
  staff_only   boolean not null,
  -- found by what the file holds, not by its name
  media_type   text not null,
  bytes        integer not null check (bytes > 0),
  -- encrypted: the file's name, what somebody said it is, and its sha256; null once it was removed or erased
  details      bytea,
  -- which of document_chunk are its content
  content      uuid not null,
  scan         text not null check (scan in ('clean', 'not scanned')),
  added_by     integer not null,
  added_at     timestamptz not null,
  -- why is told by the event
  removed_by   integer,
  removed_at   timestamptz,
  primary key (authority_id, case_id, document),
  foreign key (authority_id, case_id) references case_index,
  foreign key (authority_id, added_by) references account,
  foreign key (authority_id, removed_by) references account,
  check ((removed_by is null) = (removed_at is null))
);

-- A file in pieces of one mebibyte, each encrypted and bound to its place.
create table document_chunk (
  authority_id integer not null,
  case_id      integer not null,
  content      uuid not null,
  chunk        integer not null,
  sealed       bytea not null,
  primary key (authority_id, case_id, content, chunk),
  foreign key (authority_id, case_id) references case_index
);
-- What is encrypted cannot be made smaller.
alter table document_chunk alter column sealed set storage external;

create table document_settings (
  authority_id      integer primary key references authority,
  largest_megabytes integer not null check (largest_megabytes between 1 and 100)
);
