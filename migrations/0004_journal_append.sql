-- The one way in: entries, section states, list card, look-up tokens and audit lines in one
-- statement, so that one round trip is one transaction. The application role may not insert into
-- these tables at all; it may call these functions, which ask `amparo_may` once for each class.

-- Entries of this record that already stand, if the asker made them; others' ids come back bare.
-- With their sealed bodies, which are the asker's own words, so that a second sending can be compared.
create function journal_receipts(p_record uuid, p_ids uuid[]) returns jsonb
language plpgsql stable security definer as $$
declare
  sent uuid;
  stands public.journal_entry%rowtype;
  receipts jsonb := '[]';
begin
  -- One look-up after the other: a query over the array would be planned anew at each call.
  foreach sent in array p_ids loop
    select * into stands from public.journal_entry where entry_id = sent and record_id = p_record;
    if not found then continue; end if;
    receipts := receipts || case when stands.author = public.amparo_worker()
      then jsonb_build_object('id', sent, 'mine', true, 'position', stands.position,
        'serverTime', public.epoch_ms(stands.server_time), 'deviceTime', public.epoch_ms(stands.device_time), 'type', stands.type, 'class', stands.class,
        'body', encode(stands.body, 'base64'))
      else jsonb_build_object('id', sent, 'mine', false) end;
  end loop;
  return receipts;
end $$;

-- Locks the record for this transaction and tells its head; -1 when there is nothing to write to.
create function journal_lock(p_record uuid) returns integer
language plpgsql security definer as $$
declare
  head integer;
begin
  if not public.amparo_may(p_record, null, true) then return -1; end if;
  select head_position into head from public.journal_record where record_id = p_record and erased_at is null for update;
  return coalesce(head, -1);
end $$;

-- A new record belongs to the teams and people of its grants; whoever makes it keeps a receipt, no
-- more. False when the id is taken.
create function journal_make_record(rec uuid, p_create jsonb) returns boolean
language plpgsql as $$
begin
  if not exists (select 1 from public.worker where worker_id = public.amparo_worker() and active) then
    raise exception 'amparo: row-level security refuses a record by nobody' using errcode = 'insufficient_privilege';
  end if;
  insert into public.journal_record (record_id, record_type, created_by)
  values (rec, p_create ->> 'recordType', public.amparo_worker()) on conflict do nothing;
  if not found then return false; end if;
  insert into public.access_grant (grant_id, record_id, worker_id, team_id, classes, may_write, purpose, kind, valid_until, granted_by)
  select (g ->> 'grantId')::uuid, rec, (g ->> 'workerId')::uuid, (g ->> 'teamId')::uuid,
         array(select jsonb_array_elements_text(g -> 'classes')), (g ->> 'mayWrite')::boolean,
         g ->> 'purpose', 'creation', (g ->> 'validUntil')::timestamptz, public.amparo_worker()
  from jsonb_array_elements(p_create -> 'grants') g;
  return true;
end $$;

-- The receipts, in the order of the entries. (PL/pgSQL throughout: it keeps its plans, where functions
-- in SQL are planned at every call.)
create function journal_insert_entries(rec uuid, entries jsonb) returns jsonb
language plpgsql as $$
declare
  me constant uuid := public.amparo_worker();
  why constant text := public.amparo_purpose();
  receipts jsonb := '[]';
  e jsonb;
  entry uuid;
  place integer;
  taken timestamptz;
begin
  for e in select value from jsonb_array_elements(entries) loop
    entry := (e ->> 'id')::uuid;
    insert into public.journal_entry (record_id, entry_id, type, section, class, form_id, form_version,
                               author, purpose, device_time, body)
    values (rec, entry, e ->> 'type', e ->> 'section', e ->> 'class', e ->> 'formId', (e ->> 'formVersion')::integer,
            me, why, (e ->> 'deviceTime')::timestamptz, decode(e ->> 'body', 'base64'))
    returning position, server_time into place, taken;
    insert into public.audit_line (record_id, worker_id, action, purpose, classes, entry_id)
    values (rec, me, e ->> 'type', why, array[e ->> 'class'], entry);
    receipts := receipts || jsonb_build_object('id', entry, 'mine', true, 'position', place, 'serverTime', public.epoch_ms(taken));
  end loop;
  return receipts;
end $$;

create function journal_write_card(rec uuid, making boolean, card jsonb) returns void language plpgsql as $$
begin
  if making then
    insert into public.record_card (record_id, record_type, code, team_id, worker_id, is_open, due_at, clocks)
    values (rec, card ->> 'recordType', card ->> 'code', (card ->> 'team')::uuid, (card ->> 'worker')::uuid,
            (card ->> 'isOpen')::boolean, coalesce((card ->> 'dueAt')::timestamptz, 'infinity'), card -> 'clocks');
  else
    -- Most entries move nothing that the list shows.
    update public.record_card set team_id = (card ->> 'team')::uuid, worker_id = (card ->> 'worker')::uuid,
      is_open = (card ->> 'isOpen')::boolean, due_at = coalesce((card ->> 'dueAt')::timestamptz, 'infinity'),
      clocks = card -> 'clocks'
    where record_id = rec and (team_id, worker_id, is_open, due_at, clocks) is distinct from
      ((card ->> 'team')::uuid, (card ->> 'worker')::uuid, (card ->> 'isOpen')::boolean,
       coalesce((card ->> 'dueAt')::timestamptz, 'infinity'), card -> 'clocks');
  end if;
  insert into public.record_card_part (record_id, class, codes)
  select rec, part ->> 'class', part -> 'codes' from jsonb_array_elements(card -> 'parts') part
  on conflict (record_id, class) do update set codes = excluded.codes
    where record_card_part.codes <> excluded.codes;
end $$;

create function journal_write_states(rec uuid, states jsonb) returns void language plpgsql as $$
declare
  s jsonb;
begin
  for s in select value from jsonb_array_elements(states) loop
    insert into public.section_state (record_id, section, class, position, fold_version, state)
    values (rec, s ->> 'section', s ->> 'class', (s ->> 'position')::integer, (s ->> 'foldVersion')::integer,
            decode(s ->> 'state', 'base64'))
    on conflict (record_id, section) do update set position = excluded.position,
      fold_version = excluded.fold_version, state = excluded.state;
  end loop;
end $$;

-- Every class that a batch touches, wherever it stands: entries, states, keys, parts of the card.
create function journal_classes(p jsonb) returns text[] language plpgsql immutable as $$
begin
  return array(select distinct jsonb_array_elements_text(jsonb_path_query_array(p, 'strict $.**.class')))
    || case when p -> 'tokens' <> '[]' then array['identity'] else '{}' end;
end $$;

create function journal_append(p jsonb) returns jsonb
language plpgsql security definer as $$
declare
  rec constant uuid := (p ->> 'recordId')::uuid;
  ids constant uuid[] := array(select (e ->> 'id')::uuid from jsonb_array_elements(p -> 'entries') e);
  making constant boolean := p ? 'create';
  class text;
  head integer;
  known jsonb;
  receipts jsonb;
begin
  perform set_config('amparo.worker', p ->> 'worker', true), set_config('amparo.purpose', p ->> 'purpose', true);
  if making then
    if not public.journal_make_record(rec, p -> 'create') then
      return jsonb_build_object('known', public.journal_receipts(rec, ids));
    end if;
  else
    foreach class in array public.journal_classes(p) loop
      if public.amparo_may(rec, class, true) then continue; end if;
      if not public.amparo_may(rec, null, true) then return jsonb_build_object('refusal', 'journal.record.unknown'); end if;
      raise exception 'amparo: row-level security refuses a class of this entry' using errcode = 'insufficient_privilege';
    end loop;
    select head_position into head from public.journal_record where record_id = rec and erased_at is null for update;
    if not found then return jsonb_build_object('refusal', 'journal.record.unknown'); end if;
    known := public.journal_receipts(rec, ids);
    if known <> '[]' then return jsonb_build_object('known', known); end if;
    if head <> coalesce((p ->> 'expectPosition')::integer, head) then
      return jsonb_build_object('refusal', 'journal.record.moved-on', 'position', head);
    end if;
  end if;

  if p -> 'keys' <> '[]' then
    insert into public.vault_key (record_id, class, version, master_key_id, wrapped)
    select rec, k ->> 'class', (k ->> 'version')::integer, k ->> 'masterKeyId', decode(k ->> 'wrapped', 'base64')
    from jsonb_array_elements(p -> 'keys') k;
  end if;
  receipts := public.journal_insert_entries(rec, p -> 'entries');
  perform public.journal_write_card(rec, making, p -> 'card');
  perform public.journal_write_states(rec, p -> 'states');
  if p -> 'tokens' <> '[]' then
    insert into public.lookup_token (record_id, kind, token)
    select rec, t ->> 'kind', decode(t ->> 'token', 'base64') from jsonb_array_elements(p -> 'tokens') t
    on conflict do nothing;
  end if;
  return jsonb_build_object('appended', receipts);
end $$;

-- Appends of several records, and of several people, in one transaction. Each is judged by itself: one
-- that fails undoes itself alone and answers with its state and message.
create function journal_append_many(batches jsonb) returns jsonb language plpgsql as $$
declare
  batch jsonb;
  answers jsonb[] := '{}';
begin
  for batch in select value from jsonb_array_elements(batches) loop
    begin
      answers := answers || journal_append(batch);
    exception when others then
      answers := answers || jsonb_build_object('fault', sqlstate, 'message', sqlerrm);
    end;
  end loop;
  return to_jsonb(answers);
end $$;

-- The steps are for `journal_append` alone.
revoke execute on function journal_make_record(uuid, jsonb), journal_insert_entries(uuid, jsonb),
  journal_write_card(uuid, boolean, jsonb), journal_write_states(uuid, jsonb) from public;

-- Everything of a record that the asker may see, in one answer, with the line that says it was seen.
-- Null when there is nothing the asker may know of; then nothing is written either.
create function journal_open(p_record uuid, p_action text) returns jsonb language plpgsql as $$
declare
  head journal_record%rowtype;
  readable constant text[] := array(
    select c from unnest(array['identity', 'care', 'health', 'justice', 'critical']) c where amparo_may(p_record, c, false));
begin
  select * into head from journal_record where record_id = p_record;
  if not found then return null; end if;
  insert into audit_line (record_id, worker_id, action, purpose, classes)
  values (p_record, amparo_worker(), p_action, amparo_purpose(), readable);
  return jsonb_build_object(
    'recordType', head.record_type, 'position', head.head_position, 'erased', head.erased_at is not null,
    'readable', to_jsonb(readable),
    'writable', to_jsonb(array(select c from unnest(readable) c where amparo_may(p_record, c, true))),
    'keys', (select coalesce(jsonb_agg(jsonb_build_object('class', class, 'version', version,
               'masterKeyId', master_key_id, 'wrapped', encode(wrapped, 'base64'))), '[]')
             from vault_key where record_id = p_record and wrapped is not null),
    'states', (select coalesce(jsonb_agg(jsonb_build_object('section', section, 'class', class,
                 'position', position, 'foldVersion', fold_version, 'state', encode(state, 'base64'))), '[]')
               from section_state where record_id = p_record),
    'card', (select jsonb_build_object('code', code, 'team', team_id, 'worker', worker_id, 'isOpen', is_open,
               'dueAt', case when isfinite(due_at) then epoch_ms(due_at) end, 'clocks', clocks)
             from record_card where record_id = p_record),
    'parts', (select coalesce(jsonb_object_agg(class, codes), '{}') from record_card_part where record_id = p_record));
end $$;
