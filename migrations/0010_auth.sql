-- Signing in: tables of better-auth, and the counters that slow guessing down. An account belongs to
-- a worker and has the worker's id. Accounts are made by the owner role (seeding, administration);
-- the application may change a password and keep sessions, and can make no account.

create table auth_user (
  id uuid primary key references worker,
  name text not null,
  email text not null unique check (email = lower(email)),
  email_verified boolean not null default true,
  image text,
  two_factor_enabled boolean not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

create table auth_account (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references auth_user,
  provider_id text not null,
  account_id text not null,
  password text,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  handed_out boolean not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (provider_id, account_id)
);
create index auth_account_of_user on auth_account (user_id);
comment on column auth_account.password is 'argon2id in PHC form.';
comment on column auth_account.handed_out is 'Whether an administrator made the password: it is to be changed.';

create table auth_session (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references auth_user,
  token text not null unique,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  ip_address text check (coalesce(ip_address, '') = ''),
  user_agent text,
  signed_in_by text default 'password' check (signed_in_by in ('password', 'totp', 'passkey', 'oidc')),
  two_factors boolean default false
);
create index auth_session_of_user on auth_session (user_id);
comment on column auth_session.token is
  'A keyed hash of the token; the cookie carries the token with its signature. Both keys are outside the database.';
comment on column auth_session.two_factors is 'Whether two factors were proved in this session.';
comment on column auth_session.user_agent is 'As "Firefox on Android", not the header.';

create table auth_verification (
  id uuid primary key default gen_random_uuid(),
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index auth_verification_identifier on auth_verification (identifier);

create table auth_two_factor (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null unique references auth_user,
  secret text not null,
  backup_codes text not null,
  verified boolean not null default false,
  failed_verification_count integer not null default 0,
  locked_until timestamptz
);
comment on column auth_two_factor.secret is 'Encrypted; the key is outside the database.';

-- Passkeys (WebAuthn): public keys, worth nothing to a thief. The name is what the worker calls it.
create table auth_passkey (
  passkey_id uuid primary key default gen_random_uuid(),
  user_id uuid not null references auth_user,
  credential_id text not null unique,
  public_key text not null,
  counter bigint not null default 0,
  transports text[] not null default '{}',
  name text not null check (length(name) between 1 and 60),
  created_at timestamptz not null default now(),
  last_used_at timestamptz
);
create index auth_passkey_of_user on auth_passkey (user_id);

-- How strongly who has a role must prove who they are; rows come from roles.yaml of the pack. A role
-- without a row needs two factors.
create table role_factor (
  role text primary key,
  factor text not null check (factor in ('password', 'two-factors'))
);

-- One number a counter (generic cell rate algorithm): when its bucket will be empty again.
-- Keys are keyed hashes of accounts, networks and devices.
create table auth_throttle (
  key text primary key,
  empty_at timestamptz not null
);
create index auth_throttle_rested on auth_throttle (empty_at);

grant select on auth_user, auth_account, role_factor to amparo_app;
grant update (two_factor_enabled, updated_at) on auth_user to amparo_app;
grant update (password, handed_out, updated_at) on auth_account to amparo_app;
grant select, insert, update, delete
  on auth_session, auth_verification, auth_two_factor, auth_passkey, auth_throttle to amparo_app;
