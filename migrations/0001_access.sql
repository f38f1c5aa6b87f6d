-- People who work here, what they may see, and why. Row-level security is the floor under every
-- query; capabilities/access/domain/policy.ts decides above it. Deny is the default.

-- The application works as this role and no other: it owns nothing and bypasses nothing.
do $$
begin
  if not exists (select 1 from pg_roles where rolname = 'amparo_app') then
    create role amparo_app nologin nosuperuser nobypassrls nocreatedb nocreaterole;
  end if;
exception when duplicate_object or unique_violation then
  null; -- another database of the same cluster was first
end $$;

do $$
begin
  if not (select rolsuper from pg_roles where rolname = current_user)
     and not pg_has_role(current_user, 'amparo_app', 'member') then
    execute format('grant amparo_app to %I', current_user);
  end if;
end $$;

revoke create on schema public from public;
grant usage on schema public to amparo_app;

-- Who asks, and for what purpose: set at the start of every transaction, empty outside one.
create function amparo_worker() returns uuid language sql stable parallel safe as
  $$ select nullif(current_setting('amparo.worker', true), '')::uuid $$;
create function amparo_purpose() returns text language sql stable parallel safe as
  $$ select nullif(current_setting('amparo.purpose', true), '') $$;

-- The closed lists of kernel/sensitivity.ts. A test compares them. Immigration enforcement is not
-- among the purposes, and only a migration that a reviewer reads could add one.
create domain purpose as text check (value in (
  'child-protection', 'health-care', 'justice-for-the-child', 'family-tracing', 'supervision', 'quality-audit'));
create domain sensitivity_class as text check (value in ('identity', 'care', 'health', 'justice', 'critical'));

create table agency (
  agency_id uuid primary key,
  name text not null
);

create table team (
  team_id uuid primary key,
  agency_id uuid not null references agency,
  name text not null,
  place text,
  -- As it is dialled: whoever hands a child over calls it.
  phone text,
  receives_handovers boolean not null default false
);

create table worker (
  worker_id uuid primary key,
  agency_id uuid not null references agency,
  display_name text not null,
  sign_in_name text not null unique,
  active boolean not null default true,
  trained_until date
);
comment on column worker.trained_until is 'Until when the worker may ask sensitive questions.';

-- What each role may see and do; rows come from roles.yaml of the pack, in the same closed words.
create table role_class (
  role text not null,
  class sensitivity_class not null,
  may_write boolean not null,
  primary key (role, class)
);
create table role_ability (
  role text not null,
  ability text not null,
  primary key (role, ability)
);

create table team_member (
  team_id uuid not null references team,
  worker_id uuid not null references worker,
  role text not null,
  valid_from timestamptz not null default now(),
  valid_until timestamptz not null default 'infinity',
  primary key (team_id, worker_id, role)
);
create index team_member_of_worker on team_member (worker_id);

-- A unit of keys, grants and hash chain. Only the chain trigger moves the head. (Not named `record`:
-- PL/pgSQL would at times take that for its pseudo-type.)
create table journal_record (
  record_id uuid primary key,
  record_type text not null,
  created_by uuid not null,
  created_at timestamptz not null default now(),
  head_position integer not null default 0,
  head_hash bytea not null default '\x',
  erased_at timestamptz
) with (fillfactor = 70); -- room to move the head in place

-- Some classes of one record, for a person or a team, for a purpose, until a date.
create table access_grant (
  grant_id uuid primary key,
  record_id uuid not null references journal_record,
  worker_id uuid references worker,
  team_id uuid references team,
  classes text[] not null check (
    cardinality(classes) > 0 and classes <@ array['identity', 'care', 'health', 'justice', 'critical']),
  may_write boolean not null,
  purpose purpose not null,
  kind text not null check (kind in ('creation', 'assignment', 'referral', 'break-glass')),
  valid_from timestamptz not null default now(),
  valid_until timestamptz not null,
  granted_by uuid not null,
  ended_at timestamptz,
  ended_by uuid,
  check ((worker_id is null) <> (team_id is null)),
  check (valid_until > valid_from),
  check (kind <> 'break-glass' or (worker_id = granted_by and valid_until <= valid_from + interval '24 hours')),
  -- Sharing has an end within a year, whatever a program asks.
  check (kind not in ('assignment', 'referral') or valid_until <= valid_from + interval '366 days')
);
create index access_grant_of_record on access_grant (record_id) where ended_at is null;
create index access_grant_of_worker on access_grant (worker_id, record_id) where ended_at is null;

-- A worker who is related to the child, or may be exploiting the child, sees nothing of the record,
-- whatever has been granted.
create table access_block (
  record_id uuid not null references journal_record,
  worker_id uuid not null references worker,
  kind text not null check (kind in ('related', 'alleged-exploiter')),
  blocked_by uuid not null,
  blocked_at timestamptz not null default now(),
  lifted_at timestamptz,
  primary key (record_id, worker_id, kind)
);

-- Who did or read what. No names, no free text: codes only.
create table audit_line (
  audit_id bigint generated always as identity primary key,
  record_id uuid,
  at timestamptz not null default now(),
  worker_id uuid,
  action text not null check (action ~ '^[a-z]+(\.[a-z-]+)+$'),
  purpose purpose,
  classes text[] not null default '{}',
  entry_id uuid,
  detail jsonb not null default '{}'
);
create index audit_line_of_record on audit_line (record_id, at desc) where record_id is not null;

-- A line for a person: "someone broke the glass on a case of your team".
create table notice (
  notice_id uuid primary key default gen_random_uuid(),
  worker_id uuid not null references worker,
  record_id uuid,
  kind text not null,
  at timestamptz not null default now(),
  about uuid,
  detail jsonb not null default '{}',
  read_at timestamptz
);
create index notice_of_worker on notice (worker_id, at desc);

create function append_only() returns trigger language plpgsql as $$
begin
  raise exception 'amparo: % is append-only', tg_table_name using errcode = 'insufficient_privilege';
end $$;
create trigger audit_line_append_only before update or delete on audit_line
  for each row execute function append_only();
create trigger audit_line_no_truncate before truncate on audit_line
  for each statement execute function append_only();

-- The one question. A null class asks for any class. Defined by the owner, so that the grants
-- themselves stay hidden from whoever asks. Functions of the owner that run for every row or entry name
-- each table with its schema; `set search_path`, which does the same for the others, costs more than
-- the question itself (PostgreSQL before 17 resolves the path anew at every call).
create function amparo_may(p_record uuid, p_class text, p_write boolean) returns boolean
language plpgsql stable security definer as $$
declare
  me constant uuid := public.amparo_worker();
  why constant text := public.amparo_purpose();
begin
  if me is null or why is null then return false; end if;
  if exists (select 1 from public.access_block b
             where b.record_id = p_record and b.worker_id = me and b.lifted_at is null) then
    return false;
  end if;
  return exists (
    select 1 from public.access_grant g
    where g.record_id = p_record and g.ended_at is null and g.purpose = why
      and g.valid_from <= now() and g.valid_until > now()
      and (p_class is null or p_class = any (g.classes))
      and (g.may_write or not p_write)
      and exists (select 1 from public.worker w where w.worker_id = me and w.active)
      and (g.worker_id = me or exists (
        select 1 from public.team_member m join public.role_class rc on rc.role = m.role
        where m.team_id = g.team_id and m.worker_id = me
          and m.valid_from <= now() and m.valid_until > now()
          and rc.class = any (g.classes)
          and (p_class is null or rc.class = p_class)
          and (rc.may_write or not p_write))));
end $$;

create function amparo_has_ability(p_ability text, p_team uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, public as $$
  select exists (
    select 1 from team_member m
    join role_ability a on a.role = m.role and a.ability = p_ability
    join worker w on w.worker_id = m.worker_id and w.active
    where m.worker_id = amparo_worker() and m.valid_from <= now() and m.valid_until > now()
      and (p_team is null or m.team_id = p_team))
$$;

alter table journal_record enable row level security;
alter table access_grant enable row level security;
alter table access_block enable row level security;
alter table audit_line enable row level security;
alter table notice enable row level security;

create policy record_read on journal_record for select to amparo_app using (amparo_may(record_id, null, false));

create policy grant_read on access_grant for select to amparo_app
  using (worker_id = amparo_worker() or amparo_may(record_id, null, false));
-- Nobody gives what they do not hold. The grants of a new record come with it, in `journal_append`.
create policy grant_give on access_grant for insert to amparo_app with check (
  granted_by = amparo_worker()
  and (kind in ('assignment', 'referral')
    and amparo_has_ability('share', null)
    and (select bool_and(amparo_may(record_id, c, true)) from unnest(classes) c)));

create policy block_read on access_block for select to amparo_app using (amparo_may(record_id, null, false));
create policy block_make on access_block for insert to amparo_app
  with check (blocked_by = amparo_worker() and amparo_may(record_id, null, true));

create policy audit_write on audit_line for insert to amparo_app
  with check (worker_id is not distinct from amparo_worker());
create policy notice_read on notice for select to amparo_app using (worker_id = amparo_worker());
create policy notice_seen on notice for update to amparo_app using (worker_id = amparo_worker());
create policy notice_send on notice for insert to amparo_app with check (amparo_worker() is not null);

grant select on agency, team, worker, team_member, role_class, role_ability to amparo_app;
grant select on journal_record to amparo_app;
grant select, insert on access_grant, access_block, audit_line, notice to amparo_app;
grant update (ended_at, ended_by) on access_grant to amparo_app;
grant update (read_at) on notice to amparo_app;
