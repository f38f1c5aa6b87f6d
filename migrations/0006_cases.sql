-- What the lists of cases need beside the card table: cases that nobody has, cases that other teams
-- shared, and the receipts of those who handed a child over.

create index record_card_unassigned on record_card (team_id, record_type, due_at, record_id)
  where is_open and worker_id is null;
create index access_grant_of_team on access_grant (team_id, record_id) where ended_at is null and kind <> 'creation';
create index journal_record_of_maker on journal_record (created_by, created_at desc);

-- CA-9: whoever handed a child over sees no case. They keep the code, the team, the hour, and since
-- when someone there has it in hand, so that nobody calls in vain or believes that nothing happened.
create function case_receipts() returns table (
  record_id uuid, code text, team_id uuid, arrived_at timestamptz, taken_at timestamptz
) language sql stable security definer set search_path = pg_catalog, public as $$
  select r.record_id, c.code, c.team_id, r.created_at,
         (select min(a.at) from audit_line a
          where a.record_id = r.record_id and a.worker_id <> amparo_worker() and a.action like 'cases.%')
  from journal_record r join record_card c on c.record_id = r.record_id
  where r.created_by = amparo_worker() and r.erased_at is null
    and r.created_at > now() - interval '90 days'
    and not exists (select 1 from team_member m where m.team_id = c.team_id and m.worker_id = amparo_worker())
  order by r.created_at desc limit 50
$$;
