-- Keys. A data key per record and class, wrapped by the master key that lives outside the database.
-- Destroying the wrapped key erases what it sealed and leaves the chain whole.

create table vault_key (
  record_id uuid not null references journal_record,
  class sensitivity_class not null,
  version integer not null check (version > 0),
  master_key_id text not null,
  wrapped bytea,
  made_at timestamptz not null default now(),
  destroyed_at timestamptz,
  primary key (record_id, class, version),
  check ((wrapped is null) = (destroyed_at is not null))
);

-- Keys of the installation itself (look-up tokens, held entries), wrapped the same way.
create table vault_secret (
  name text primary key,
  master_key_id text not null,
  wrapped bytea not null
);

-- Keyed tokens of names, phones and documents: equal values meet, nothing can be read back.
create table lookup_token (
  record_id uuid not null references journal_record,
  kind text not null,
  token bytea not null,
  primary key (record_id, kind, token)
);
create index lookup_token_value on lookup_token (token, kind);

alter table vault_key enable row level security;
alter table lookup_token enable row level security;

create policy key_read on vault_key for select to amparo_app
  using (amparo_may(record_id, class, false) or amparo_may(record_id, class, true));
create policy token_read on lookup_token for select to amparo_app using (amparo_may(record_id, 'identity', false));

grant select on vault_key, lookup_token to amparo_app;
grant select, insert on vault_secret to amparo_app;

-- How many records hold all these tokens beyond those the asker may see: "a possible match exists".
create function lookup_blind(p_kind text, p_tokens bytea[]) returns integer
language sql stable security definer set search_path = pg_catalog, public as $$
  select count(*)::integer
  from (select record_id from lookup_token where kind = p_kind and token = any (p_tokens)
        group by record_id having count(*) = cardinality(p_tokens)) found
  where amparo_worker() is not null and not amparo_may(record_id, 'identity', false)
$$;

-- Erases a record: for the owner role only, called by `amparo vault erase`.
create function vault_erase(p_record uuid) returns integer language plpgsql as $$
declare
  destroyed integer;
begin
  update journal_record set erased_at = now() where record_id = p_record and erased_at is null;
  update vault_key set wrapped = null, destroyed_at = now() where record_id = p_record and wrapped is not null;
  get diagnostics destroyed = row_count;
  delete from lookup_token where record_id = p_record;
  delete from section_state where record_id = p_record;
  update held_entry set body = null, settled_note = null where record_id = p_record;
  update record_card set is_open = false, due_at = 'infinity', worker_id = null where record_id = p_record;
  update record_card_part set codes = '{}' where record_id = p_record;
  insert into audit_line (record_id, action, detail) values (p_record, 'vault.record-erased', jsonb_build_object('keys', destroyed));
  return destroyed;
end $$;
revoke execute on function vault_erase(uuid) from public;
