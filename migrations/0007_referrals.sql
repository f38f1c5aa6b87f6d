-- A service is asked to help a child, and answers.

-- One narrow row for each referral: what the list of a receiving team shows, in codes and moments only.
-- Its class is the recipient's, so that a team reads the referrals of its own class and no others.
create table referral_card (
  record_id uuid not null references journal_record,
  referral_id uuid not null,
  class sensitivity_class not null,
  -- Null when the service does not work in this installation.
  team_id uuid references team,
  grant_id uuid references access_grant,
  kind text not null,
  urgency text not null,
  state text not null,
  is_open boolean not null,
  -- Infinity when no reply is awaited, so that one index serves the order of the list.
  reply_by timestamptz not null default 'infinity',
  -- The team reads until then; what lies beyond is passed over without asking for each row.
  reads_until timestamptz not null,
  primary key (record_id, referral_id)
);
create index referral_card_received on referral_card (team_id, reply_by, record_id, referral_id) where is_open;

alter table referral_card enable row level security;
create policy referral_read on referral_card for select to amparo_app
  using (amparo_may(record_id, class, false));
create policy referral_put on referral_card for insert to amparo_app
  with check (amparo_may(record_id, class, true));
create policy referral_move on referral_card for update to amparo_app
  using (amparo_may(record_id, class, true)) with check (amparo_may(record_id, class, true));
grant select, insert on referral_card to amparo_app;
grant update (state, is_open, reply_by) on referral_card to amparo_app;

-- Erasing a record takes its referrals along.
create function referral_erase() returns trigger language plpgsql as $$
begin
  delete from referral_card where record_id = new.record_id;
  return new;
end $$;
create trigger referral_erased after update of erased_at on journal_record
  for each row when (new.erased_at is not null) execute function referral_erase();

-- Opens classes of one record to the team that a referral goes to. Whoever accompanies the child refers,
-- though sharing at will is for supervisors: so the owner gives it, within these bounds. The giver works
-- in the team that answers for the child, holds every class that is given (AC-4), and ninety days is most.
create function referral_open(
  p_grant uuid, p_record uuid, p_team uuid, p_classes text[], p_purpose text, p_until timestamptz)
returns boolean language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if amparo_worker() is null
     or not amparo_has_ability('write-plan', amparo_owner_team(p_record))
     or p_until > now() + interval '91 days'
     or not (select bool_and(amparo_may(p_record, c, true)) from unnest(p_classes) c) then
    raise exception 'amparo: may not open a record by referral' using errcode = 'insufficient_privilege';
  end if;
  insert into access_grant (grant_id, record_id, team_id, classes, may_write, purpose, kind, valid_until, granted_by)
  values (p_grant, p_record, p_team, p_classes, true, p_purpose, 'referral', p_until, amparo_worker())
  on conflict do nothing;
  return found;
end $$;

-- Ends what a referral opened, and nothing else: by the team that answers for the child, or by the team
-- that was asked and said no. False when it had ended already.
create function referral_close(p_record uuid, p_referral uuid) returns boolean
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  sent referral_card%rowtype;
begin
  select * into sent from referral_card where record_id = p_record and referral_id = p_referral;
  if not found or not amparo_may(p_record, sent.class, true)
     or not (amparo_has_ability('write-plan', amparo_owner_team(p_record))
             or exists (select 1 from team_member m where m.team_id = sent.team_id and m.worker_id = amparo_worker()
                        and m.valid_from <= now() and m.valid_until > now())) then
    raise exception 'amparo: may not end a referral' using errcode = 'insufficient_privilege';
  end if;
  update access_grant set ended_at = now(), ended_by = amparo_worker()
  where grant_id = sent.grant_id and record_id = p_record and kind = 'referral' and ended_at is null;
  if not found then return false; end if;
  insert into audit_line (record_id, worker_id, action, purpose, classes, detail)
  values (p_record, amparo_worker(), 'referrals.access-ended', amparo_purpose(), array[sent.class::text],
          jsonb_build_object('team', sent.team_id));
  return true;
end $$;
