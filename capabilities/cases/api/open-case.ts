import { GrantId, type TeamId } from '#kernel/ids.ts';
import { plusHours } from '#kernel/instant.ts';
import { accept, refuse } from '#kernel/result.ts';
import { Purpose, SensitivityClass } from '#kernel/sensitivity.ts';
import { authorOf, receiptView } from '#platform/commands/command-desk.ts';
import { fillForm } from '#kernel/fill-form.ts';
import type { Call } from '#platform/http/call.ts';
import type { SqlTransaction } from '#platform/database/open-database.ts';
import type { Handler } from '#platform/http/route.ts';
import { createRecord, type NewGrant, type Receipt } from '#platform/journal/append-entries.ts';
import { says } from '#platform/journal/change-record.ts';
import { readEntries } from '#platform/journal/read-entries.ts';
import { sendAlone } from '#platform/journal/send-append.ts';
import { caseCode } from '../domain/case-code.ts';
import { GRANT_HOURS } from '../domain/grant-hours.ts';
import { MAY_HAND_OVER, mayOpen, openCase, type Opener } from '../domain/open-case.ts';
import type { InputOf } from '#kernel/endpoint.ts';
import type { handOverChild, openCase as openCaseEndpoint } from '../endpoints.ts';
import { receivingTeams } from '../storage/receiving-teams.ts';
import { type CaseDesk, openCaseFor } from './case-desk.ts';

type Opening = InputOf<typeof openCaseEndpoint> | InputOf<typeof handOverChild>;

export function openCaseHandler(desk: CaseDesk): Handler<typeof openCaseEndpoint> {
  return async (input, call) => {
    const opener = { request: mayOpen(input.team), worker: call.worker };
    const made = await makeCase(desk, input, call, opener);
    if (!made.ok) return made;
    return accept({
      recordId: input.recordId,
      code: caseCode(input.recordId),
      receipt: made.value,
    });
  };
}

/** The sender gets no grant: a receipt, a code to ask after, and nothing to look at. */
export function handOverChildHandler(desk: CaseDesk): Handler<typeof handOverChild> {
  return async (input, call) => {
    const teams = await desk.database.transaction(authorOf(call), receivingTeams);
    const team = teams.find((one) => one.id === input.team);
    if (!team) return refuse({ code: 'cases.handover.team-unknown' });
    const made = await makeCase(desk, input, call, { request: MAY_HAND_OVER, worker: null });
    if (!made.ok) return made;
    return accept({ code: caseCode(input.recordId), receipt: made.value, team: team.name });
  };
}

async function makeCase(
  desk: CaseDesk,
  input: Opening,
  call: Call,
  { request, worker }: Omit<Opener, 'actor'>,
) {
  const { recordId, team, part, entryId, deviceTime } = input;
  const form = { id: 'first-contact', version: input.formVersion };
  const filled = fillForm(desk, form, input.answers, part);
  if (!filled.ok) return filled;
  const author = authorOf(call);
  const created = await desk.database.attempt(author, async (tx) => {
    const actor = await desk.actorOf(tx, author);
    const made = { entryId, deviceTime, now: call.now, by: call.worker };
    const opening = { recordId, team, part, filled: filled.value, made };
    const decided = openCase(desk, { actor, request, worker }, opening);
    if (!decided.ok) return decided;
    const { card, entries } = decided.value;
    const record = { recordId, recordType: desk.recordType, card, grants: startGrants(call, team) };
    const sent = { ...record, author, entries };
    const opened = await createRecord(sendAlone(tx), desk.opener, sent);
    const isSame = !opened.ok || (await saysTheSame(desk, tx, input, opened.value));
    return isSame ? opened : refuse({ code: 'journal.entry.id-taken' });
  });
  if (created.ok) return firstReceipt(created.value);
  if (
    created.refusal.code === 'journal.record.unknown' ||
    created.refusal.code === 'journal.record.moved-on'
  ) {
    throw new Error(`A new record answered ${created.refusal.code}`);
  }
  return refuse(created.refusal);
}

/** Of a case opened before, as far as the sender may read it: another content is no second sending. */
async function saysTheSame(
  desk: CaseDesk,
  tx: SqlTransaction,
  { recordId, entryId, answers }: Opening,
  [first]: readonly Receipt[],
): Promise<boolean> {
  if (!first?.replayed) return true;
  const record = await openCaseFor(desk, tx, { recordId, action: 'cases.case-opened' });
  const entries = record ? await readEntries(tx, recordId, record.keys) : [];
  const stood = entries.find((entry) => entry.id === entryId);
  return !stood || says('cases.first-contact-made', { answers })(stood);
}

function firstReceipt(receipts: readonly Receipt[]) {
  const [first] = receipts;
  if (!first) throw new Error('A new case without an entry');
  return accept(receiptView(first));
}

/** AC-2: the team that takes the child on gets the record, for each purpose its roles work under. */
function startGrants(call: Call, teamId: TeamId): readonly NewGrant[] {
  return Purpose.options.map((purpose) => ({
    grantId: GrantId.parse(call.mintId()),
    teamId,
    classes: SensitivityClass.options,
    mayWrite: purpose !== 'supervision' && purpose !== 'quality-audit',
    purpose,
    validUntil: plusHours(call.now, GRANT_HOURS),
  }));
}
