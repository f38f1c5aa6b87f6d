-- Photos and papers of a record. The sealed parts lie outside the database; here stands where they
-- belong, which of them have arrived, and the sealed word of whoever announced them.
create table blob (
  blob_id uuid primary key,
  record_id uuid not null references journal_record,
  class sensitivity_class not null,
  author uuid not null references worker,
  chunks integer not null check (chunks between 1 and 80),
  here integer[] not null default '{}',
  head bytea not null,
  begun_at timestamptz not null default now(),
  completed_at timestamptz
);
create index blob_of_record on blob (record_id);
comment on column blob.head is 'Kind, size and hash of the content, sealed like it: a hash in clear would confirm a guess.';

alter table blob enable row level security;
create policy blob_read on blob for select to amparo_app using (amparo_may(record_id, class, false));
create policy blob_begin on blob for insert to amparo_app
  with check (author = amparo_worker() and amparo_may(record_id, class, true));
create policy blob_arrive on blob for update to amparo_app
  using (author = amparo_worker() and amparo_may(record_id, class, true))
  with check (author = amparo_worker() and amparo_may(record_id, class, true));
grant select, insert on blob to amparo_app;
grant update (here, completed_at) on blob to amparo_app;

-- Erasing a record takes its blobs along; what lies in the store has no key any more.
create function blob_erase() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  delete from blob where record_id = new.record_id;
  return null;
end $$;
create trigger blob_of_erased_record after update of erased_at on journal_record
  for each row when (new.erased_at is not null) execute function blob_erase();
