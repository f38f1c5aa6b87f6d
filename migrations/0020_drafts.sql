-- Unfinished forms, sealed, for their author alone. Of a case they are shown only while the author may
-- see the case; nothing here is part of the journal, and nothing else reads it.
create table draft (
  author uuid not null references worker,
  key text not null check (key ~ '^[a-z][a-z-]{0,39}(\.[0-9a-f-]{36})?$'),
  record_id uuid references journal_record,
  writer uuid not null,
  body bytea not null,
  kept_at timestamptz not null default now(),
  primary key (author, key),
  check (record_id is null or key like '%.' || record_id::text)
);
create index draft_of_record on draft (record_id) where record_id is not null;
create index draft_age on draft (kept_at);
comment on column draft.writer is 'The window in which it is written; another one does not overwrite it.';

alter table draft enable row level security;
create policy draft_own on draft for all to amparo_app
  using (author = amparo_worker() and (record_id is null or amparo_may(record_id, null, false)))
  with check (author = amparo_worker() and (record_id is null or amparo_may(record_id, null, false)));
grant select, insert, update, delete on draft to amparo_app;

-- Takes away what is older than 14 days, whoever wrote it: called when drafts are kept or listed.
create function draft_sweep() returns integer
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  gone integer;
begin
  delete from draft where kept_at < now() - interval '14 days';
  get diagnostics gone = row_count;
  return gone;
end $$;

-- What was typed about a child goes with the child's record: it is not sealed with the record's keys.
create function draft_go_with_record() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  delete from draft where record_id = new.record_id;
  return null;
end $$;
create trigger draft_of_erased_record after update of erased_at on journal_record
  for each row when (new.erased_at is not null) execute function draft_go_with_record();
