-- One journal. Every fact about a child is an entry that is only ever added; each record's entries
-- form a hash chain. The database itself keeps both promises, whoever writes.

create table journal_entry (
  record_id uuid not null, -- the chain trigger finds and locks the record; a foreign key would look it up again
  position integer not null,
  entry_id uuid not null,
  type text not null,
  section text not null,
  class sensitivity_class not null,
  form_id text,
  form_version integer,
  author uuid not null,
  purpose purpose not null,
  device_time timestamptz not null,
  server_time timestamptz not null,
  body bytea not null,
  prev_hash bytea not null,
  hash bytea not null,
  -- The sync cursor: a bare serial skips entries of transactions that commit late.
  xid xid8 not null default pg_current_xact_id(),
  seq bigint generated always as identity,
  primary key (record_id, position),
  unique (entry_id, record_id) -- ids are made in the order of time: new ones land beside each other
);
comment on column journal_entry.body is 'Sealed with the data key of (record, class); see platform/vault.';

create function epoch_ms(moment timestamptz) returns bigint language sql immutable parallel safe as
  $$ select floor(extract(epoch from moment) * 1000)::bigint $$;

-- platform/journal/chain.ts computes the same over the same text; a test compares them.
create function journal_hash(e journal_entry) returns bytea language sql stable parallel safe as $$
  select sha256(convert_to(concat_ws(E'\n', 'amparo-journal-1',
    e.record_id, e.position, e.entry_id, e.type, e.section, e.class,
    coalesce(e.form_id, ''), coalesce(e.form_version::text, ''), e.author, e.purpose,
    epoch_ms(e.device_time), epoch_ms(e.server_time),
    encode(sha256(e.body), 'hex'), encode(e.prev_hash, 'hex')), 'UTF8'))
$$;

-- Takes the record's head (and its row lock, so that entries of one record queue), links and numbers.
create function journal_chain() returns trigger
language plpgsql security definer as $$
declare
  head public.journal_record%rowtype;
begin
  select * into head from public.journal_record where record_id = new.record_id for update;
  if not found or head.erased_at is not null then
    raise exception 'amparo: no such record' using errcode = 'insufficient_privilege';
  end if;
  new.position := head.head_position + 1;
  new.prev_hash := head.head_hash;
  new.device_time := date_trunc('milliseconds', new.device_time);
  new.server_time := date_trunc('milliseconds', clock_timestamp());
  new.hash := public.journal_hash(new);
  update public.journal_record set head_position = new.position, head_hash = new.hash where record_id = new.record_id;
  return new;
end $$;
create trigger journal_entry_chain before insert on journal_entry
  for each row execute function journal_chain();
create trigger journal_entry_append_only before update or delete on journal_entry
  for each row execute function append_only();
create trigger journal_entry_no_truncate before truncate on journal_entry
  for each statement execute function append_only();

-- The folded state of a section at a position: a cache, sealed like the entries it was made from.
create table section_state (
  record_id uuid not null references journal_record,
  section text not null,
  class sensitivity_class not null,
  position integer not null,
  fold_version integer not null,
  state bytea not null,
  primary key (record_id, section)
) with (fillfactor = 60); -- room to move in place: a state is written anew with each entry

-- What list pages show, in clear and therefore never identifying. One narrow row per record ...
create table record_card (
  record_id uuid primary key references journal_record,
  record_type text not null,
  code text not null unique,
  team_id uuid not null references team,
  worker_id uuid references worker,
  is_open boolean not null,
  -- Infinity when nothing is due, so that one index serves the order of every list.
  due_at timestamptz not null default 'infinity',
  -- Each clock of the record by id: when it runs out, null for one that was met. `due_at` is the first.
  clocks jsonb not null default '{}'
);
create index record_card_of_team on record_card (team_id, record_type, is_open, due_at, record_id);
create index record_card_waiting on record_card (team_id, record_type, due_at, record_id)
  where is_open and clocks ->> 'approval' is not null;
create index record_card_of_worker on record_card (worker_id, record_type, is_open, due_at, record_id);

-- ... and one row per class with the codes that only holders of that class may see.
create table record_card_part (
  record_id uuid not null references journal_record,
  class sensitivity_class not null,
  codes jsonb not null,
  primary key (record_id, class)
);

-- An entry that no longer fits when it arrives waits here for a supervisor; it is never thrown away.
create table held_entry (
  entry_id uuid primary key,
  record_id uuid not null,
  type text not null,
  section text not null,
  class sensitivity_class not null,
  author uuid not null,
  purpose purpose not null,
  device_time timestamptz not null,
  held_at timestamptz not null default now(),
  reason text not null,
  body bytea,
  settled_at timestamptz,
  settled_by uuid,
  outcome text check (outcome in ('taken', 'set-aside')),
  settled_note bytea -- why, sealed like the work itself
);
create index held_entry_waiting on held_entry (record_id) where settled_at is null;

-- The team that answers for a record, known to the floor whatever the asker may see.
create function amparo_owner_team(p_record uuid) returns uuid
language sql stable security definer set search_path = pg_catalog, public as
  $$ select team_id from record_card where record_id = p_record $$;

create function amparo_oversees(p_record uuid, p_ability text) returns boolean
language sql stable security definer set search_path = pg_catalog, public as $$
  select amparo_has_ability(p_ability, amparo_owner_team(p_record))
    and not exists (select 1 from access_block b where b.record_id = p_record
                    and b.worker_id = amparo_worker() and b.lifted_at is null)
$$;

alter table journal_entry enable row level security;
alter table section_state enable row level security;
alter table record_card enable row level security;
alter table record_card_part enable row level security;
alter table held_entry enable row level security;

create policy entry_read on journal_entry for select to amparo_app
  using (amparo_may(record_id, class, false));

create policy state_read on section_state for select to amparo_app using (amparo_may(record_id, class, false));

create policy card_read on record_card for select to amparo_app using (amparo_may(record_id, null, false));
create policy part_read on record_card_part for select to amparo_app using (amparo_may(record_id, class, false));

create policy held_put on held_entry for insert to amparo_app with check (author = amparo_worker());
create policy held_read on held_entry for select to amparo_app using (
  author = amparo_worker()
  or (amparo_oversees(record_id, 'settle-held') and amparo_may(record_id, class, false)));
create policy held_settle on held_entry for update to amparo_app
  using (amparo_oversees(record_id, 'settle-held') and amparo_may(record_id, class, false))
  with check (settled_by = amparo_worker());

-- Who looked: for the supervisor of the owning team, and for the person who looked.
create policy audit_read on audit_line for select to amparo_app using (
  worker_id = amparo_worker()
  or (record_id is not null and amparo_purpose() in ('supervision', 'quality-audit')
      and amparo_oversees(record_id, 'read-access-log')));

-- Writing goes through `journal_append` and no other way; see 0004.
grant select on journal_entry, section_state, record_card, record_card_part to amparo_app;
grant select, insert on held_entry to amparo_app;
grant update (settled_at, settled_by, outcome, settled_note) on held_entry to amparo_app;
