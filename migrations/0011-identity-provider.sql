-- The council's identity provider (OpenID Connect): its settings, who is whom there, and sign-ins under way.

create table identity_provider (
  authority_id   integer primary key references authority,
  issuer         text not null,
  client_id      text not null,
  -- whether Candour has a secret for this client, which is never kept here
  has_secret     boolean not null,
  -- which claim says whose account it is, until the account is linked
  account_claim  text not null default 'email',
  -- who may still sign in with a password of Candour's
  passwords      text not null default 'everybody' check (passwords in ('everybody', 'outsiders', 'administrators')),
  -- whether the provider's second factor takes the place of Candour's
  second_factor  text not null default 'never' check (second_factor in ('never', 'when said', 'always')),
  -- the levels of sign-in (acr) asked for and taken as a second factor
  acr_values     text[] not null default '{}',
  -- the claim that gives roles, and which of its values give which role; null where roles are given in Candour alone
  roles_claim    text,
  role_values    jsonb not null default '{}'
);

-- What the provider calls somebody, where that is not their email address.
alter table account add column council_name text;
create unique index account_council_name on account (authority_id, lower(coalesce(council_name, email)));

-- Who an account is at a provider, for good: set at the first sign-in, by the provider's own key (iss and sub).
create table account_identity (
  authority_id integer not null,
  issuer       text not null,
  subject      text not null,
  account_id   integer not null,
  linked_at    timestamptz not null,
  primary key (authority_id, issuer, subject),
  foreign key (authority_id, account_id) references account
);
create unique index account_identity_account on account_identity (authority_id, account_id, issuer);

-- A sign-in that has left for the provider. It serves once, for ten minutes, in the browser that began it.
create table sign_in_attempt (
  authority_id  integer not null references authority,
  -- sha256 of the token in that browser's cookie
  attempt_hash  bytea not null,
  state         text not null,
  nonce         text not null,
  code_verifier text not null,
  return_to     text not null,
  go_to         text not null,
  begun_at      timestamptz not null,
  primary key (authority_id, attempt_hash)
);
create index sign_in_attempt_begun on sign_in_attempt (authority_id, begun_at);

-- whether the council's provider let this session in, so that signing out can end both
alter table session add column by_provider boolean not null default false;
