-- Past the ordinary way: for minutes or hours, with a reason, in the sight of a supervisor.

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
  insert into notice (worker_id, record_id, kind, about, detail)
  select m.worker_id, p_record, 'access.glass-broken', me, jsonb_build_object('reason', p_reason)
  from team_member m join role_ability a on a.role = m.role and a.ability = 'read-access-log'
  where m.team_id = amparo_owner_team(p_record) and m.worker_id <> me
    and m.valid_from <= now() and m.valid_until > now();
  return until;
end $$;

-- A record by the code that people say on the telephone: only whether it exists for a break-glass.
create function record_by_code(p_code text) returns uuid
language sql stable security definer set search_path = pg_catalog, public as $$
  select record_id from record_card
  where code = p_code and amparo_worker() is not null
    and (amparo_may(record_id, null, false) or amparo_has_ability('break-glass', null))
$$;

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
