-- Who is let in or shut out of one record, past the team that answers for it; and who is told of it.

-- Tells the people who answer for a record: those of its team who may read the access log. Never
-- whoever did it, nor someone whom a conflict shuts out (they would learn of the record by it). When
-- nobody of the team is left, those of its agency are told: nothing of this happens unseen.
create function access_tell_overseers(p_record uuid, p_kind text, p_about uuid, p_detail jsonb) returns void
language plpgsql set search_path = pg_catalog, public as $$
declare
  owner_team constant uuid := amparo_owner_team(p_record);
begin
  with overseer as (
    select distinct m.worker_id, m.team_id = owner_team as is_near
    from team_member m
    join role_ability a on a.role = m.role and a.ability = 'read-access-log'
    join team t on t.team_id = m.team_id
    join worker w on w.worker_id = m.worker_id and w.active
    where t.agency_id = (select agency_id from team where team_id = owner_team)
      and m.valid_from <= now() and m.valid_until > now() and m.worker_id <> amparo_worker()
      and not exists (select 1 from access_block b where b.record_id = p_record
                      and b.worker_id = m.worker_id and b.lifted_at is null))
  insert into notice (worker_id, record_id, kind, about, detail)
  select distinct worker_id, p_record, p_kind, p_about, p_detail from overseer
  where is_near or not exists (select 1 from overseer near where near.is_near);
end $$;
revoke execute on function access_tell_overseers(uuid, text, uuid, jsonb) from public;

-- A grant to oneself. The record may be invisible to the asker, so the owner makes it; the ability,
-- the block and the length are checked here. Null when there is no such record for this asker.
create function access_break_glass(p_grant uuid, p_record uuid, p_classes text[], p_hours numeric, p_reason text)
returns timestamptz language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  me constant uuid := amparo_worker();
  until constant timestamptz := now() + make_interval(secs => (p_hours * 3600)::double precision);
begin
  if me is null or not amparo_has_ability('break-glass', null) then
    raise exception 'amparo: may not break the glass' using errcode = 'insufficient_privilege';
  end if;
  if not exists (select 1 from journal_record where record_id = p_record and erased_at is null)
     or exists (select 1 from access_block where record_id = p_record and worker_id = me and lifted_at is null) then
    return null;
  end if;
  insert into access_grant (grant_id, record_id, worker_id, classes, may_write, purpose, kind, valid_until, granted_by)
  values (p_grant, p_record, me, p_classes, true, amparo_purpose(), 'break-glass', until, me);
  insert into audit_line (record_id, worker_id, action, purpose, classes, detail)
  values (p_record, me, 'access.glass-broken', amparo_purpose(), p_classes, jsonb_build_object('reason', p_reason));
  perform access_tell_overseers(p_record, 'access.glass-broken', me, jsonb_build_object('reason', p_reason));
  return until;
end $$;

-- A record by the code that people say on the telephone: only whether it exists for a break-glass.
create function record_by_code(p_code text) returns uuid
language sql stable security definer set search_path = pg_catalog, public as $$
  select record_id from record_card
  where code = p_code and amparo_worker() is not null
    and (amparo_may(record_id, null, false) or amparo_has_ability('break-glass', null))
$$;

-- Shuts a worker out. Oneself, whoever may see anything of the record; a colleague, whoever may
-- write to it. False when the block is in force already.
create function access_declare_conflict(p_record uuid, p_worker uuid, p_kind text) returns boolean
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  me constant uuid := amparo_worker();
begin
  if me is null or not amparo_may(p_record, null, p_worker <> me) then
    raise exception 'amparo: may not declare a conflict' using errcode = 'insufficient_privilege';
  end if;
  insert into access_block (record_id, worker_id, kind, blocked_by) values (p_record, p_worker, p_kind, me)
  on conflict (record_id, worker_id, kind) do update
    set blocked_by = excluded.blocked_by, blocked_at = now(), lifted_at = null
    where access_block.lifted_at is not null;
  if not found then return false; end if;
  insert into audit_line (record_id, worker_id, action, purpose, detail)
  values (p_record, me, 'access.worker-shut-out', amparo_purpose(),
          jsonb_build_object('worker', p_worker, 'kind', p_kind));
  perform access_tell_overseers(p_record, 'access.conflict-declared', p_worker, jsonb_build_object('kind', p_kind));
  return true;
end $$;

-- Supervisors lift a block that was wrong; whoever set it stays on record.
create function access_lift_block(p_record uuid, p_worker uuid) returns boolean
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if not amparo_oversees(p_record, 'share') or p_worker = amparo_worker() then
    raise exception 'amparo: may not lift a block' using errcode = 'insufficient_privilege';
  end if;
  update access_block set lifted_at = now() where record_id = p_record and worker_id = p_worker and lifted_at is null;
  if not found then return false; end if;
  insert into audit_line (record_id, worker_id, action, purpose, detail)
  values (p_record, amparo_worker(), 'access.block-lifted', amparo_purpose(), jsonb_build_object('worker', p_worker));
  return true;
end $$;

-- The team that answers for a child is not shut out of the child's record by another team; ending is
-- for those who oversee it, and is not undone.
create policy grant_end on access_grant for update to amparo_app
  using (kind <> 'creation' and amparo_oversees(record_id, 'share') and amparo_may(record_id, null, true))
  with check (ended_by = amparo_worker() and ended_at is not null);

-- A team keeps a case while the work goes on: each approved plan renews the grants the case began with.
create function access_renew(p_record uuid, p_until timestamptz) returns integer
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  renewed integer;
begin
  if not amparo_oversees(p_record, 'approve-plan') or p_until > now() + interval '366 days' then
    raise exception 'amparo: may not renew grants' using errcode = 'insufficient_privilege';
  end if;
  update access_grant set valid_until = p_until
  where record_id = p_record and kind = 'creation' and ended_at is null and valid_until < p_until
    and team_id = amparo_owner_team(p_record);
  get diagnostics renewed = row_count;
  insert into audit_line (record_id, worker_id, action, purpose, detail)
  values (p_record, amparo_worker(), 'access.grants-renewed', amparo_purpose(), jsonb_build_object('grants', renewed));
  return renewed;
end $$;

-- Whether the asker was ever given something of this record: work that they wrote without a network
-- is then held (CA-8), where to anyone else the record does not exist.
create function amparo_had_access(p_record uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, public as $$
  select exists (
    select 1 from access_grant g
    where g.record_id = p_record and (g.worker_id = amparo_worker() or exists (
      select 1 from team_member m join role_class rc on rc.role = m.role and rc.class = any (g.classes)
      where m.team_id = g.team_id and m.worker_id = amparo_worker() and m.valid_from <= now())))
  and not exists (select 1 from access_block b where b.record_id = p_record
                  and b.worker_id = amparo_worker() and b.lifted_at is null)
$$;
