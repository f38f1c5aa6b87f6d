-- Field devices: what they may carry, what was sent to them, and what they send. The protocol stands in
-- platform/sync/protocol. Rights are those of 0001; a device has those of its worker and no others.

create index journal_entry_cursor on journal_entry (xid, seq);

-- How long who has a role may work without a network after each sign-in; rows come from roles.yaml of the
-- pack. A role without a row: 72 hours. Zero: not at all. Of several roles the shortest counts.
create table role_offline (
  role text primary key,
  hours integer not null check (hours between 0 and 720)
);
grant select on role_offline to amparo_app;

create table field_device (
  device_id uuid primary key,
  worker_id uuid not null references worker,
  label text not null check (length(label) between 1 and 60),
  purpose purpose not null,
  signing_key bytea not null check (length(signing_key) = 65),
  made_at timestamptz not null default now(),
  last_contact_at timestamptz not null default now(),
  lease_until timestamptz not null,
  revoked_at timestamptz,
  revoked_by uuid,
  revoke_reason text check (revoke_reason in ('lost', 'left', 'replaced', 'other')),
  wiped_at timestamptz,
  last_number integer not null default 0,
  last_hash text not null default '',
  -- Orders that were given, and the last one that was carried out.
  control_last integer not null default 0,
  control_seen integer not null default 0,
  -- Up to where changes of access have been worked into the scope; null before the first pull.
  scope_xid xid8,
  scope_seq bigint,
  scope_due timestamptz not null default 'infinity',
  epoch_said_at timestamptz
);
create index field_device_of_worker on field_device (worker_id);
comment on column field_device.epoch_said_at is 'When it last came with a cursor of the future.';
comment on column field_device.scope_due is 'When the next grant or membership begins or ends.';

-- What a device carries: classes of records, computed from grants, and told to it as orders.
create table device_scope (
  device_id uuid not null references field_device,
  record_id uuid not null references journal_record,
  classes text[] not null,
  writable text[] not null,
  primary key (device_id, record_id)
);

create table sync_control (
  device_id uuid not null references field_device,
  number integer not null,
  kind text not null check (kind in ('grant', 'revoke', 'wipe')),
  record_id uuid,
  classes text[] not null default '{}',
  is_whole boolean not null default false,
  at timestamptz not null default now(),
  seen_at timestamptz,
  primary key (device_id, number)
);
create index sync_control_of_record on sync_control (record_id, device_id) where record_id is not null;

-- Each restore of the database begins a new epoch; cursors of another one mean nothing.
create table sync_epoch (
  epoch uuid primary key default gen_random_uuid(),
  began_at timestamptz not null default now(),
  place text not null
);
comment on column sync_epoch.place is 'Which cluster, timeline and database it was.';

-- Counts changes of people, teams and roles, so that a device knows when to ask again.
create table sync_people (changes bigint not null);
insert into sync_people values (0);

-- What changes who may see what. Read by `sync_rescope`, in the order of the journal's cursor.
create table access_change (
  xid xid8 not null default pg_current_xact_id(),
  seq bigint generated always as identity,
  record_id uuid,
  worker_id uuid,
  team_id uuid,
  primary key (xid, seq)
);
comment on table access_change is 'A row without record, worker and team concerns everybody.';

create table sync_item (
  device_id uuid not null references field_device,
  number integer not null,
  entry_id uuid not null,
  hash text not null,
  arrived_at timestamptz not null default now(),
  outcome jsonb,
  primary key (device_id, number)
);
create index sync_item_of_entry on sync_item (entry_id);
comment on column sync_item.outcome is 'Codes and receipts; null while it is being judged.';

-- Valid items of a device or worker that was taken back: never lost, never applied alone.
create table sync_quarantine (
  device_id uuid not null references field_device,
  number integer not null,
  author uuid not null references worker,
  record_id uuid not null,
  entry_id uuid not null,
  operation text not null,
  purpose purpose not null,
  arrived_at timestamptz not null default now(),
  body bytea not null,
  settled_at timestamptz,
  settled_by uuid,
  outcome text check (outcome in ('taken', 'set-aside')),
  settled_note bytea,
  primary key (device_id, number)
);
create index sync_quarantine_waiting on sync_quarantine (author) where settled_at is null;

-- Who could know, and since when.
create sequence sync_page; -- a number of each page, never used twice
create table delivery (
  device_id uuid not null references field_device,
  page bigint not null,
  record_id uuid not null references journal_record,
  class sensitivity_class not null,
  up_to integer not null,
  at timestamptz not null default now(),
  confirmed_at timestamptz,
  primary key (device_id, page, record_id, class)
);
create index delivery_of_record on delivery (record_id, device_id);

-- Triggers that note a change of access. They run as the owner: whoever changes access need not be
-- able to read or write these notes.
create function note_grant_change() returns trigger language plpgsql security definer as $$
begin
  insert into public.access_change (record_id, worker_id, team_id) values (new.record_id, new.worker_id, new.team_id);
  return null;
end $$;
create trigger access_grant_noted after insert or update on access_grant
  for each row execute function note_grant_change();

create function note_block_change() returns trigger language plpgsql security definer as $$
begin
  insert into public.access_change (record_id, worker_id) values (new.record_id, new.worker_id);
  return null;
end $$;
create trigger access_block_noted after insert or update on access_block
  for each row execute function note_block_change();

create function note_card_change() returns trigger language plpgsql security definer as $$
begin
  insert into public.access_change (record_id, worker_id, team_id)
  values (new.record_id, new.worker_id, new.team_id), (new.record_id, old.worker_id, old.team_id);
  return null;
end $$;
create trigger record_card_noted after update on record_card for each row
  when ((new.team_id, new.worker_id, new.is_open) is distinct from (old.team_id, old.worker_id, old.is_open))
  execute function note_card_change();

create function note_member_change() returns trigger language plpgsql security definer as $$
begin
  insert into public.access_change (worker_id)
  select distinct w from unnest(array[
    case when tg_op <> 'INSERT' then old.worker_id end, case when tg_op <> 'DELETE' then new.worker_id end]) w
  where w is not null;
  update public.sync_people set changes = changes + 1;
  return null;
end $$;
create trigger team_member_noted after insert or update or delete on team_member
  for each row execute function note_member_change();
create trigger worker_noted after insert or update on worker
  for each row execute function note_member_change();

create function note_role_change() returns trigger language plpgsql security definer as $$
begin
  insert into public.access_change default values;
  update public.sync_people set changes = changes + 1;
  return null;
end $$;
create trigger role_class_noted after insert or update or delete on role_class
  for each statement execute function note_role_change();
create trigger role_ability_noted after insert or update or delete on role_ability
  for each statement execute function note_role_change();

create function note_team_change() returns trigger language plpgsql security definer as $$
begin
  update public.sync_people set changes = changes + 1;
  return null;
end $$;
create trigger team_noted after insert or update or delete on team
  for each statement execute function note_team_change();

-- The records of a device: open ones that its worker may read for its purpose, and that are theirs,
-- nobody's, shared with them by name, or of a team where they approve plans. Soonest due first. For
-- the owner's functions alone. Set by set, so that two thousand records cost some milliseconds.
create function sync_scope(me uuid, why text, most integer)
returns table (record_id uuid, classes text[], writable text[])
language plpgsql stable set search_path = pg_catalog, public as $$
#variable_conflict use_column
begin
  return query
  with member as materialized (
    select m.team_id, m.role from team_member m join worker w on w.worker_id = m.worker_id and w.active
    where m.worker_id = me and m.valid_from <= now() and m.valid_until > now()),
  approver as materialized (
    select distinct m.team_id from member m join role_ability a on a.role = m.role and a.ability = 'approve-plan'),
  near as materialized (
    select c.record_id from record_card c where c.worker_id = me and c.is_open
    union select c.record_id from record_card c
      where c.team_id in (select m.team_id from member m) and c.worker_id is null and c.is_open
    union select c.record_id from record_card c where c.team_id in (select a.team_id from approver a) and c.is_open
    union select g.record_id from access_grant g where g.worker_id = me and g.ended_at is null
    union select g.record_id from access_grant g join record_card c on c.record_id = g.record_id and c.worker_id is null
      where g.team_id in (select m.team_id from member m) and g.ended_at is null and g.kind <> 'creation'),
  reach as (
    select n.record_id, k.class, bool_or(g.may_write and k.may_write) as may_write
    from near n
    join access_grant g on g.record_id = n.record_id and g.ended_at is null and g.purpose = why
      and g.valid_from <= now() and g.valid_until > now()
    cross join lateral (
      select u.class, true as may_write from unnest(g.classes) u(class) where g.worker_id = me
      union all
      select rc.class, rc.may_write from member m join role_class rc on rc.role = m.role
      where m.team_id = g.team_id and rc.class::text = any (g.classes)) k
    where exists (select 1 from worker w where w.worker_id = me and w.active)
      and not exists (select 1 from access_block b where b.record_id = n.record_id
                      and b.worker_id = me and b.lifted_at is null)
    group by n.record_id, k.class)
  select r.record_id, array_agg(r.class::text order by r.class),
         coalesce(array_agg(r.class::text order by r.class) filter (where r.may_write), '{}')
  from reach r
  join record_card c on c.record_id = r.record_id and c.is_open
  join journal_record j on j.record_id = r.record_id and j.erased_at is null
  group by r.record_id, c.due_at
  order by c.due_at, r.record_id limit most;
end $$;

-- When the scope of a worker changes by itself: a grant or membership begins or ends.
create function sync_scope_due(me uuid) returns timestamptz
language sql stable set search_path = pg_catalog, public as $$
  select coalesce(min(moment), 'infinity') from (
    select unnest(array[m.valid_from, m.valid_until]) as moment from team_member m where m.worker_id = me
    union all
    select unnest(array[g.valid_from, g.valid_until]) from access_grant g
    where g.worker_id = me and g.ended_at is null
    union all
    select unnest(array[g.valid_from, g.valid_until]) from access_grant g
    where g.team_id in (select m.team_id from team_member m where m.worker_id = me)
      and g.ended_at is null and g.kind <> 'creation'
    union all
    select unnest(array[g.valid_from, g.valid_until]) from record_card c join access_grant g on g.record_id = c.record_id
    where c.team_id in (select m.team_id from team_member m where m.worker_id = me)
      and c.is_open and g.ended_at is null and g.kind = 'creation') moments
  where moment > now() and isfinite(moment)
$$;

-- Whether anything that matters to this device has changed since its scope was computed. Changes count
-- as soon as they can be seen, though the cursor moves only below the oldest running transaction: what
-- was taken away must not wait for somebody else's long transaction.
create function sync_is_scope_old(d field_device) returns boolean
language plpgsql stable set search_path = pg_catalog, public as $$
declare
  change access_change%rowtype;
  seen integer := 0;
begin
  if d.scope_xid is null or d.scope_due <= now() then return true; end if;
  for change in select * from access_change c where (c.xid, c.seq) > (d.scope_xid, d.scope_seq)
                order by c.xid, c.seq limit 100 loop
    seen := seen + 1;
    if change.worker_id = d.worker_id
       or (change.record_id is null and change.worker_id is null)
       or (change.record_id is not null and exists (
         select 1 from device_scope s where s.device_id = d.device_id and s.record_id = change.record_id))
       or (change.team_id is not null and exists (
         select 1 from team_member m where m.team_id = change.team_id and m.worker_id = d.worker_id)) then
      return true;
    end if;
  end loop;
  return seen = 100; -- more than it is worth to look at one by one
end $$;

-- Computes the scope anew and turns the differences into orders: what was taken away before what was
-- given. The caller holds the lock on the device's row.
create function sync_rescope(d field_device) returns void
language plpgsql set search_path = pg_catalog, public as $$
begin
  with now_scope as materialized (select * from sync_scope(d.worker_id, d.purpose, 2000)),
  change as materialized (
    select coalesce(n.record_id, o.record_id) as record_id, n.record_id is null as is_whole, n.classes, n.writable,
      array(select c from unnest(o.classes) c where n.record_id is null or c <> all (n.classes)) as lost,
      n.record_id is not null and (o.record_id is null or (o.classes, o.writable) is distinct from (n.classes, n.writable)) as is_given
    from now_scope n
    full join (select * from device_scope where device_id = d.device_id) o on o.record_id = n.record_id),
  orders as (
    select 1 as turn, 'revoke' as kind, record_id, lost as classes, is_whole from change where cardinality(lost) > 0
    union all
    select 2, 'grant', record_id, classes, false from change where is_given),
  told as (
    insert into sync_control (device_id, number, kind, record_id, classes, is_whole)
    select d.device_id, d.control_last + row_number() over (order by turn), kind, record_id, classes, is_whole from orders
    returning number),
  gone as (
    delete from device_scope s using change c
    where c.is_whole and s.device_id = d.device_id and s.record_id = c.record_id),
  come as (
    insert into device_scope (device_id, record_id, classes, writable)
    select d.device_id, record_id, classes, writable from change where is_given
    on conflict (device_id, record_id) do update set classes = excluded.classes, writable = excluded.writable)
  update field_device set scope_due = sync_scope_due(d.worker_id), scope_seq = 9223372036854775807,
    scope_xid = ((pg_snapshot_xmin(pg_current_snapshot())::text::numeric - 1)::text)::xid8,
    control_last = control_last + (select count(*)::integer from told)
  where device_id = d.device_id;
end $$;

-- Which cluster, timeline and database this is: another place is a restored database.
create function sync_place() returns text
language plpgsql stable set search_path = pg_catalog, public as $$
begin
  return concat_ws('.', (select system_identifier from pg_control_system()),
    (select timeline_id from pg_control_checkpoint()), (select oid from pg_database where datname = current_database()));
exception when insufficient_privilege or undefined_function or feature_not_supported then
  return (select oid::text from pg_database where datname = current_database());
end $$;

create function sync_epoch_now() returns uuid language sql stable security definer set search_path = pg_catalog, public as
  $$ select epoch from sync_epoch order by began_at desc limit 1 $$;

-- A new epoch: every device begins anew with its cursor, offers what it sent, and is told its whole
-- scope. Orders go on far above the old numbers, for a device may have seen some that are lost here.
create function sync_begin_epoch() returns uuid
language plpgsql set search_path = pg_catalog, public as $$
declare
  begun uuid;
begin
  insert into sync_epoch (place, began_at) values (sync_place(), clock_timestamp()) returning epoch into begun;
  delete from access_change;
  delete from device_scope;
  delete from sync_control where seen_at is null;
  update field_device set control_last = control_last + 1000000, scope_xid = null, scope_seq = null;
  with told as (
    insert into sync_control (device_id, number, kind)
    select device_id, control_last + 1, 'wipe' from field_device where revoked_at is not null and wiped_at is null
    returning device_id)
  update field_device f set control_last = f.control_last + 1 from told where told.device_id = f.device_id;
  insert into audit_line (worker_id, action) values (amparo_worker(), 'sync.epoch-begun');
  return begun;
end $$;

-- At start, by the owner: a new epoch when there is none, or when the database stands elsewhere.
create function sync_check_epoch() returns uuid
language plpgsql set search_path = pg_catalog, public as $$
begin
  perform pg_advisory_xact_lock(hashtext('amparo sync epoch'));
  if not exists (select 1 from (select place from sync_epoch order by began_at desc limit 1) e where e.place = sync_place()) then
    return sync_begin_epoch();
  end if;
  return sync_epoch_now();
end $$;

-- Everything of a record that its carrier may see, as the page carries it, with the keys to open it.
create function sync_record(p_record uuid, p_scope device_scope) returns jsonb
language plpgsql stable set search_path = pg_catalog, public as $$
declare
  -- The scope says what is carried; the floor is asked again all the same.
  readable constant text[] := array(select c from unnest(p_scope.classes) c where amparo_may(p_record, c, false));
begin
  return (
    select jsonb_build_object('recordId', p_record, 'recordType', j.record_type, 'position', j.head_position,
      'readable', to_jsonb(readable),
      'writable', to_jsonb(array(select c from unnest(p_scope.writable) c where c = any (readable) and amparo_may(p_record, c, true))),
      'card', jsonb_build_object('code', c.code, 'team', c.team_id, 'worker', c.worker_id, 'isOpen', c.is_open,
        'dueAt', case when isfinite(c.due_at) then epoch_ms(c.due_at) end, 'clocks', c.clocks,
        'parts', (select coalesce(jsonb_object_agg(p.class, p.codes), '{}') from record_card_part p
                  where p.record_id = p_record and p.class::text = any (readable))),
      'keys', (select coalesce(jsonb_agg(jsonb_build_object('class', k.class, 'version', k.version,
                 'masterKeyId', k.master_key_id, 'wrapped', encode(k.wrapped, 'base64'))), '[]')
               from vault_key k where k.record_id = p_record and k.wrapped is not null and k.class::text = any (readable)))
    from journal_record j join record_card c on c.record_id = j.record_id
    where j.record_id = p_record and j.erased_at is null);
end $$;

create function sync_entry(e journal_entry) returns jsonb
language plpgsql stable as $$
begin
  return jsonb_build_object('recordId', e.record_id, 'position', e.position, 'id', e.entry_id, 'type', e.type,
    'section', e.section, 'class', e.class, 'formId', e.form_id, 'formVersion', e.form_version, 'author', e.author,
    'purpose', e.purpose, 'deviceTime', public.epoch_ms(e.device_time), 'serverTime', public.epoch_ms(e.server_time),
    'body', encode(e.body, 'base64'), 'at', e.xid::text || '.' || e.seq);
end $$;

-- Entries after a cursor, in its order, of the records that a device carries; at most as many as asked.
-- A short stretch of the journal is read as it is; a long one by the records of the device, so that the
-- cost follows what the device carries and not what the whole country wrote meanwhile.
create function sync_changed(p_device uuid, p_xid xid8, p_seq bigint, p_below xid8, p_most integer)
returns setof journal_entry language plpgsql stable set search_path = pg_catalog, public as $$
declare
  stretch integer;
begin
  select count(*) into stretch from (
    select 1 from journal_entry e where (e.xid, e.seq) > (p_xid, p_seq) and e.xid < p_below
    order by e.xid, e.seq limit 2001) few;
  if stretch = 0 then return; end if;
  if stretch <= 2000 then
    return query
    with stretch as materialized (
      select e.* from journal_entry e where (e.xid, e.seq) > (p_xid, p_seq) and e.xid < p_below
      order by e.xid, e.seq limit 2000)
    select s.* from stretch s
    where exists (select 1 from device_scope d where d.device_id = p_device and d.record_id = s.record_id)
    order by s.xid, s.seq limit p_most;
  else
    return query
    select e.* from (select d.record_id from device_scope d where d.device_id = p_device offset 0) d
    cross join lateral (
      select * from journal_entry j where j.record_id = d.record_id
        and (j.xid, j.seq) > (p_xid, p_seq) and j.xid < p_below offset 0) e
    order by e.xid, e.seq limit p_most;
  end if;
end $$;

-- Whoever asks about records that are not in the scope holds something that it should not: it is told so.
create function sync_take_back(d field_device, p_records uuid[]) returns void
language plpgsql set search_path = pg_catalog, public as $$
declare
  told integer;
begin
  insert into sync_control (device_id, number, kind, record_id, classes, is_whole)
  select d.device_id, d.control_last + row_number() over (order by r), 'revoke', r,
         array['identity', 'care', 'health', 'justice', 'critical'], true
  from (select distinct unnest(p_records) as r) asked
  where not exists (select 1 from device_scope s where s.device_id = d.device_id and s.record_id = r)
    and not exists (select 1 from sync_control c where c.device_id = d.device_id and c.record_id = r
                    and c.kind = 'revoke' and c.is_whole and c.seen_at is null);
  get diagnostics told = row_count;
  if told > 0 then
    update field_device set control_last = control_last + told where device_id = d.device_id;
  end if;
end $$;

-- What a device confirms and how it stands. Gives the device as it is then.
create function sync_note_contact(d field_device, p_seen integer, p_confirms bigint[]) returns field_device
language plpgsql set search_path = pg_catalog, public as $$
begin
  if cardinality(p_confirms) > 0 then
    update delivery set confirmed_at = now()
    where device_id = d.device_id and page = any (p_confirms) and confirmed_at is null;
  end if;
  if least(p_seen, d.control_last) > d.control_seen then
    update sync_control set seen_at = now() where device_id = d.device_id and number <= p_seen and seen_at is null;
    update field_device set control_seen = least(p_seen, control_last), last_contact_at = now(),
      wiped_at = case when revoked_at is not null then coalesce(wiped_at, (
        select max(c.seen_at) from sync_control c where c.device_id = d.device_id and c.kind = 'wipe')) end
    where device_id = d.device_id returning * into d;
  elsif d.last_contact_at < now() - interval '1 minute' then
    update field_device set last_contact_at = now() where device_id = d.device_id returning * into d;
  end if;
  return d;
end $$;

create function sync_orders(p_device uuid, p_after integer, p_most integer) returns jsonb
language sql stable set search_path = pg_catalog, public as $$
  select coalesce(jsonb_agg(case kind
    when 'wipe' then jsonb_build_object('number', number, 'kind', kind)
    when 'grant' then jsonb_build_object('number', number, 'kind', kind, 'recordId', record_id, 'classes', classes)
    else jsonb_build_object('number', number, 'kind', kind, 'recordId', record_id, 'classes', classes, 'isWhole', is_whole)
    end order by number), '[]')
  from (select * from sync_control where device_id = p_device and number > p_after order by number limit p_most) next
$$;

-- One page for a device: orders first, then entries, sealed as they lie here. The asker must be the
-- worker of the device and ask for its purpose.
create function sync_pull(p jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  d field_device%rowtype;
  epoch constant uuid := sync_epoch_now();
  below constant xid8 := pg_snapshot_xmin(pg_current_snapshot());
  seen constant integer := (p ->> 'controlSeen')::integer;
  cursor_xid xid8 := (p ->> 'xid')::xid8;
  cursor_seq bigint := (p ->> 'seq')::bigint;
  most constant integer := (p ->> 'most')::integer;
  asked constant jsonb := p -> 'backfill';
  orders jsonb;
  rows jsonb := '[]';
  one record;
  records jsonb := '[]';
begin
  select * into d from field_device where device_id = (p ->> 'deviceId')::uuid
    and worker_id = amparo_worker() and purpose = amparo_purpose();
  if not found then return jsonb_build_object('refusal', 'sync.device.unknown'); end if;
  if (p ->> 'epoch')::uuid <> epoch then return jsonb_build_object('refusal', 'sync.epoch.changed', 'epoch', epoch); end if;
  -- A transaction that has not been yet: this database is older than what the device has seen.
  -- Said once a day by a device, for whoever makes it up sends every device back to the beginning.
  if p ->> 'epoch' is not null and cursor_xid >= pg_snapshot_xmax(pg_current_snapshot()) then
    if d.epoch_said_at > now() - interval '1 day' then
      return jsonb_build_object('refusal', 'sync.epoch.changed', 'epoch', epoch);
    end if;
    update field_device set epoch_said_at = now() where device_id = d.device_id;
    return jsonb_build_object('refusal', 'sync.epoch.changed', 'epoch', sync_begin_epoch());
  end if;
  d := sync_note_contact(d, seen, array(select jsonb_array_elements_text(p -> 'confirms')::bigint));
  if d.revoked_at is not null then
    if d.wiped_at is not null then return jsonb_build_object('refusal', 'sync.device.revoked'); end if;
    return jsonb_build_object('control', (select jsonb_agg(jsonb_build_object('number', number, 'kind', kind))
      from sync_control where device_id = d.device_id and kind = 'wipe'), 'rows', rows, 'records', records,
      'epoch', epoch, 'end', ((below::text::numeric - 1)::text) || '.9223372036854775807', 'people', 0);
  end if;
  if sync_is_scope_old(d) then
    select * into d from field_device where device_id = d.device_id for update;
    if sync_is_scope_old(d) then perform sync_rescope(d); end if;
  end if;
  if asked <> '[]' then
    select * into d from field_device where device_id = d.device_id;
    perform sync_take_back(d, array(select (a ->> 'recordId')::uuid from jsonb_array_elements(asked) a));
  end if;
  orders := sync_orders(d.device_id, seen, 201);
  if asked <> '[]' then
    select coalesce(jsonb_agg(told order by turn, position), '[]') into rows from (
      select sync_entry(e.entry) as told, turn, position
      from jsonb_array_elements(asked) with ordinality a(ask, turn)
      join device_scope s on s.device_id = d.device_id and s.record_id = (ask ->> 'recordId')::uuid
      cross join lateral (
        select j as entry, j.position from journal_entry j
        where j.record_id = s.record_id and j.position > (ask ->> 'after')::integer
        order by j.position limit most) e
      order by turn, position limit most) older;
    select coalesce(jsonb_agg(sync_record(s.record_id, s)), '[]') into records from device_scope s
    where s.device_id = d.device_id
      and s.record_id in (select (a ->> 'recordId')::uuid from jsonb_array_elements(asked) a);
  elsif cursor_xid is not null and jsonb_array_length(orders) <= 200 then
    select coalesce(jsonb_agg(sync_entry(e) order by e.xid, e.seq), '[]') into rows
    from sync_changed(d.device_id, cursor_xid, cursor_seq, below, most) e;
    select coalesce(jsonb_agg(sync_record(s.record_id, s)), '[]') into records from device_scope s
    where s.device_id = d.device_id
      and s.record_id in (select (r ->> 'recordId')::uuid from jsonb_array_elements(rows) r);
  end if;
  return jsonb_build_object('epoch', epoch, 'control', orders, 'rows', rows, 'records', records,
    'end', ((below::text::numeric - 1)::text) || '.9223372036854775807', 'people', (select changes from sync_people));
end $$;

-- Takes the numbers of signed items, in their order: what arrived before is known again, and a number or
-- an id that was used for other words is an alarm. Says for each `new`, `known` or `forked`.
create function sync_claim(p_device uuid, p_items jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  d field_device%rowtype;
  item jsonb;
  was sync_item%rowtype;
  answers jsonb := '[]';
  number integer;
begin
  select * into d from field_device where device_id = p_device and worker_id = amparo_worker() for update;
  if not found then raise exception 'amparo: not a device of the asker' using errcode = 'insufficient_privilege'; end if;
  for item in select value from jsonb_array_elements(p_items) loop
    number := (item ->> 'number')::integer;
    select * into was from sync_item i where i.device_id = p_device and i.number = (item ->> 'number')::integer;
    if found and was.hash = item ->> 'hash' then
      answers := answers || jsonb_build_object('is', 'known', 'outcome', was.outcome);
      continue;
    end if;
    if found or exists (select 1 from sync_item i where i.entry_id = (item ->> 'entryId')::uuid) then
      insert into audit_line (worker_id, action, purpose, entry_id, detail)
      values (d.worker_id, 'sync.item-forked', d.purpose, (item ->> 'entryId')::uuid,
              jsonb_build_object('device', p_device, 'number', number));
      answers := answers || jsonb_build_object('is', 'forked');
      continue;
    end if;
    insert into sync_item (device_id, number, entry_id, hash)
    values (p_device, number, (item ->> 'entryId')::uuid, item ->> 'hash');
    if number > d.last_number + 1 or (number = d.last_number + 1 and d.last_hash <> item ->> 'before') then
      insert into audit_line (worker_id, action, purpose, detail)
      values (d.worker_id, case when number > d.last_number + 1 then 'sync.items-missing' else 'sync.chain-broken' end,
              d.purpose, jsonb_build_object('device', p_device, 'after', d.last_number, 'number', number));
    end if;
    if number > d.last_number then
      d.last_number := number;
      d.last_hash := item ->> 'hash';
    end if;
    answers := answers || jsonb_build_object('is', 'new');
  end loop;
  update field_device set last_number = d.last_number, last_hash = d.last_hash, last_contact_at = now()
  where device_id = p_device;
  return answers;
end $$;

-- What was looked at without a network, of records that this device carried; told twice, noted once.
create function sync_note_opened(p_device uuid, p_opened jsonb) returns integer
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  noted integer;
begin
  insert into audit_line (record_id, worker_id, action, purpose, classes, detail)
  select o.record_id, d.worker_id, o.action, d.purpose, o.classes, o.detail
  from field_device d cross join lateral (
    select distinct (e ->> 'recordId')::uuid as record_id, e ->> 'action' as action,
      jsonb_build_object('offline', true, 'device', p_device, 'deviceTime', e ->> 'at') as detail,
      array(select distinct class::text from delivery v where v.device_id = p_device
            and v.record_id = (e ->> 'recordId')::uuid order by 1) as classes
    from jsonb_array_elements(p_opened) e) o
  where d.device_id = p_device and d.worker_id = amparo_worker() and o.classes <> '{}'
    and not exists (select 1 from audit_line a where a.record_id = o.record_id and a.worker_id = d.worker_id
                    and a.action = o.action and a.detail = o.detail);
  get diagnostics noted = row_count;
  return noted;
end $$;

-- Takes a device back: nothing is served any more, and it is told to wipe itself. False when it was before.
-- The caller has asked whether the asker may (AC-16); ending a worker comes from the owner.
create function field_device_revoke(p_device uuid, p_by uuid, p_reason text) returns boolean
language plpgsql set search_path = pg_catalog, public as $$
declare
  d field_device%rowtype;
begin
  update field_device set revoked_at = now(), revoked_by = p_by, revoke_reason = p_reason, lease_until = now(),
    control_last = control_last + 1
  where device_id = p_device and revoked_at is null returning * into d;
  if not found then return false; end if;
  insert into sync_control (device_id, number, kind) values (p_device, d.control_last, 'wipe');
  return true;
end $$;

-- On how many records a device has been given something: a number, for whoever lists devices.
create function sync_carries(p_device uuid) returns bigint
language sql stable security definer set search_path = pg_catalog, public as
  $$ select count(*) from device_scope where device_id = p_device $$;

-- Whether the asker oversees the work of somebody: in a team of theirs, also one that they left.
create function amparo_oversees_author(p_author uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, public as $$
  select p_author is distinct from amparo_worker() and exists (
    select 1 from team_member m where m.worker_id = p_author and amparo_has_ability('settle-held', m.team_id))
$$;

-- Whether somebody is shut out of a record: asked for work that waits about it.
create function amparo_is_blocked(p_record uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, public as $$
  select exists (select 1 from access_block b where b.record_id = p_record and b.worker_id = amparo_worker() and b.lifted_at is null)
$$;

-- Whether the asker may read work that waits about a record: one that does not stand yet, or one of
-- which they see something for its purpose.
create function sync_may_see_waiting(p_record uuid, p_purpose text) returns boolean
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  asked constant text := coalesce(amparo_purpose(), '');
  may boolean;
begin
  if not exists (select 1 from journal_record where record_id = p_record) then return true; end if;
  perform set_config('amparo.purpose', p_purpose, true);
  may := amparo_may(p_record, null, false);
  perform set_config('amparo.purpose', asked, true);
  return may;
end $$;

create function sync_is_own_device(p_device uuid) returns boolean
language sql stable set search_path = pg_catalog, public as
  $$ select exists (select 1 from field_device d where d.device_id = p_device and d.worker_id = amparo_worker()) $$;

create function sync_reads_log(p_record uuid) returns boolean
language sql stable set search_path = pg_catalog, public as $$
  select amparo_purpose() in ('supervision', 'quality-audit') and amparo_oversees(p_record, 'read-access-log')
$$;

alter table sync_item enable row level security;
alter table sync_quarantine enable row level security;
alter table delivery enable row level security;
alter table sync_control enable row level security;

create policy item_own on sync_item for all to amparo_app
  using (sync_is_own_device(device_id)) with check (sync_is_own_device(device_id));
create policy quarantine_put on sync_quarantine for insert to amparo_app
  with check (author = amparo_worker() and sync_is_own_device(device_id));
create policy quarantine_read on sync_quarantine for select to amparo_app
  using (author = amparo_worker() or (amparo_oversees_author(author) and not amparo_is_blocked(record_id)));
create policy quarantine_settle on sync_quarantine for update to amparo_app
  using (amparo_oversees_author(author) and not amparo_is_blocked(record_id))
  with check (settled_by = amparo_worker());
create policy delivery_put on delivery for insert to amparo_app with check (sync_is_own_device(device_id));
create policy delivery_read on delivery for select to amparo_app
  using (sync_is_own_device(device_id) or sync_reads_log(record_id));
create policy control_put on sync_control for insert to amparo_app with check (kind = 'wipe');
create policy control_read on sync_control for select to amparo_app
  using (kind = 'wipe' or sync_is_own_device(device_id) or sync_reads_log(record_id));

grant select, insert on field_device to amparo_app;
grant update (lease_until, last_contact_at, revoked_at, revoked_by, revoke_reason, wiped_at, control_last) on field_device to amparo_app;
grant select on sync_epoch, sync_people to amparo_app;
grant select, update (outcome) on sync_item to amparo_app;
grant select, insert on sync_quarantine, delivery, sync_control to amparo_app;
grant update (settled_at, settled_by, outcome, settled_note) on sync_quarantine to amparo_app;
grant usage on sequence sync_page to amparo_app;

-- The steps are for the functions above and for the owner.
revoke execute on function sync_scope(uuid, text, integer), sync_scope_due(uuid), sync_is_scope_old(field_device),
  sync_rescope(field_device), sync_begin_epoch(), sync_check_epoch(), sync_record(uuid, device_scope),
  sync_changed(uuid, xid8, bigint, xid8, integer), sync_take_back(field_device, uuid[]),
  sync_note_contact(field_device, integer, bigint[]), sync_orders(uuid, integer, integer) from public;
