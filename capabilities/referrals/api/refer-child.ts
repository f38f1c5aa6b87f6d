import { type AccessRefusal, permit } from '#capabilities/access/contract.ts';
import { CalendarDay } from '#kernel/calendar-day.ts';
import { draft, type Filled } from '#kernel/command.ts';
import type { InputOf } from '#kernel/endpoint.ts';
import { EntryId, GrantId, type TeamId } from '#kernel/ids.ts';
import { dayOf, plusHours } from '#kernel/instant.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import { authorOf, receiptView } from '#platform/commands/command-desk.ts';
import { fillForm } from '#kernel/fill-form.ts';
import { nameUnknown } from '#platform/commands/name-unknown.ts';
import type { SqlTransaction } from '#platform/database/open-database.ts';
import type { Call } from '#platform/http/call.ts';
import type { Handler } from '#platform/http/route.ts';
import { changeRecord, type StandingEntry } from '#platform/journal/change-record.ts';
import { accessOf, stateOf } from '#kernel/open-record.ts';
import type { OpenRecord } from '#platform/journal/open-record.ts';
import { replyClock } from '../domain/clocks.ts';
import { OPEN_HOURS, refer, type ReferRefusal } from '../domain/refer.ts';
import { ReferralSent, referralSections } from '../domain/referral-sections.ts';
import { sameMessage } from '../domain/same-message.ts';
import { classOfKind, opensOf, type Service } from '../domain/service.ts';
import type { referChild } from '../endpoints.ts';
import { tellTeam } from '../storage/notices.ts';
import { openToTeam } from '../storage/open-to-team.ts';
import { putCard } from '../storage/referral-cards.ts';
import { teamsHere } from '../storage/teams-here.ts';
import { grantedEntry } from './access-entries.ts';
import { type ReferralDesk, replyHoursOf } from './referral-desk.ts';

type Input = InputOf<typeof referChild>;
type Sent = ReturnType<typeof ReferralSent.parse>;
type Here = { readonly team: TeamId; readonly name: string };
type Asked = {
  readonly input: Input;
  readonly call: Call;
  readonly service: Service;
  readonly filled: Filled;
  readonly here: Here | undefined;
};

/** RE-1 to RE-4, RE-8: asks a service to help, and lets a team here in, in one transaction. */
export function referChildHandler(desk: ReferralDesk): Handler<typeof referChild> {
  return async (input, call) => {
    const service = desk.services.get(input.service);
    if (!service) return refuse({ code: 'referrals.service.unknown' });
    const filled = fillForm(desk, { id: 'referral', version: input.formVersion }, input.answers);
    if (!filled.ok) return filled;
    const { form, answers } = filled.value;
    const sent = await desk.database.attempt(authorOf(call), async (tx) => {
      const here = await teamHere(desk, tx, service);
      return send(desk, tx, { input, call, service, filled: { form, answers }, here });
    });
    return nameUnknown(sent, 'referrals.case.unknown');
  };
}

async function teamHere(
  desk: ReferralDesk,
  tx: SqlTransaction,
  { team: code }: Service,
): Promise<Here | undefined> {
  if (code === undefined) return undefined;
  const team = desk.teamOf(code);
  const name = (await teamsHere(tx, [team])).get(team);
  return name === undefined ? undefined : { team, name };
}

async function send(desk: ReferralDesk, tx: SqlTransaction, asked: Asked) {
  const { input, call, here } = asked;
  const { recordId, entryId } = input;
  let said: Sent | undefined;
  let code = '';
  const changed = await changeRecord<ReferRefusal | AccessRefusal>(tx, desk.opener, {
    recordType: desk.recordType,
    recordId,
    author: authorOf(call),
    action: 'referrals.case-opened-to-write',
    entryId,
    isSame: (standing) => {
      said = standsAs(standing, input);
      return said !== undefined;
    },
    decide: async (record) => {
      const judged = await judge(desk, tx, asked, record);
      if (!judged.ok) return judged;
      said = judged.value;
      code = record.card.code;
      return accept({ entries: entriesOf(asked, record, said) });
    },
  });
  if (!changed.ok) return changed;
  const [first] = changed.value;
  if (!first || !said) throw new Error('A referral that wrote nothing');
  if (!first.replayed && !(await letIn(tx, asked, said, code)))
    return refuse({ code: 'journal.entry.id-taken' });
  const opened = said.opened && { team: here?.name ?? '—', until: said.opened.until };
  return accept({ referralId: entryId, receipt: receiptView(first), opened });
}

/** What stands under the id, when it is this very referral. */
function standsAs({ type, body }: StandingEntry, input: Input): Sent | undefined {
  const stood = ReferralSent.safeParse(body);
  if (type !== 'referrals.sent' || !stood.success) return undefined;
  const isSame =
    stood.data.service.id === input.service && sameMessage(stood.data.message, input.seen);
  return isSame ? stood.data : undefined;
}

async function judge(
  desk: ReferralDesk,
  tx: SqlTransaction,
  { input, call, service, filled, here }: Asked,
  record: OpenRecord,
): Promise<Result<Sent, ReferRefusal | AccessRefusal>> {
  const one = classOfKind(service.kind);
  const classes = here ? opensOf(service) : [one];
  const actor = await desk.actorOf(tx, authorOf(call));
  const permitted = permit(actor, { action: 'refer', record: accessOf(record), classes });
  if (!permitted.ok) return permitted;
  const cover = desk.coverOf(record, service.kind, CalendarDay.parse(dayOf(call.now)));
  if (!cover) return refuse({ code: 'access.denied.class', class: 'care' });
  const { ageBand, sex, languages } = desk.childOf(record);
  const known = {
    cover,
    brief: { caseCode: record.card.code, ageBand, sex, languages },
    referrals: stateOf(record, referralSections[one]) ?? [],
    hours: replyHoursOf(desk, one),
  };
  // One command gives one grant, however often it is sent.
  const opening = here ? { team: here.team, grantId: GrantId.parse(input.entryId) } : null;
  const asked = { service, here: opening, seen: input.seen, filled };
  return refer(known, asked, call);
}

function entriesOf({ input, call, service, filled }: Asked, record: OpenRecord, said: Sent) {
  const one = classOfKind(service.kind);
  const standing = stateOf(record, referralSections[one]) ?? [];
  const sent = { replyBy: said.replyBy, state: 'sent' };
  const clocks = replyClock(one, [...standing, sent], record.card.clocks);
  const body = { ...said, clocks };
  const type = 'referrals.sent';
  return [
    draft(input, referralSections[one], { type, form: filled.form, body }),
    ...(said.opened
      ? [
          grantedEntry(
            { entryId: EntryId.parse(call.mintId()), deviceTime: input.deviceTime },
            { ...said.opened, purpose: service.purpose },
          ),
        ]
      : []),
  ];
}

async function letIn(
  tx: SqlTransaction,
  { input, call, service }: Asked,
  { opened, replyBy, message }: Sent,
  code: string,
): Promise<boolean> {
  const { recordId, entryId } = input;
  const one = classOfKind(service.kind);
  if (opened && !(await openToTeam(tx, recordId, { ...opened, purpose: service.purpose })))
    return false;
  await putCard(tx, {
    recordId,
    referralId: entryId,
    class: one,
    team: opened?.team ?? null,
    grantId: opened?.grantId ?? null,
    kind: service.kind,
    urgency: message.urgency,
    replyBy,
    readsUntil: opened?.until ?? plusHours(call.now, OPEN_HOURS),
  });
  if (opened) {
    const about = { recordId, code, kind: 'referrals.asked' };
    const way = { referral: entryId, purpose: service.purpose };
    await tellTeam(tx, { ...about, ...way }, { team: opened.team, class: one });
  }
  return true;
}
