import type { Filled } from '#kernel/command.ts';
import type { DraftEntry } from '#kernel/entry.ts';
import { fillAll, type FormRefusal } from '#kernel/fill-form.ts';
import type { Answers } from '#kernel/form-answers.ts';
import type { RecordId } from '#kernel/ids.ts';
import { accept, type Refusal, refuse, type Result } from '#kernel/result.ts';
import { type ConflictRefusal, needsHistory } from '#kernel/reconcile-section.ts';
import { type Given, judgeSection, type SectionCommand } from '#kernel/section-command.ts';
import { conflictsIn, type Resolution } from '#kernel/siblings.ts';
import type { Call } from '../http/call.ts';
import type { JournalRefusal } from '../journal/append-entries.ts';
import { type IsSame, says } from '../journal/change-record.ts';
import { hadAccess } from '../journal/had-access.ts';
import { holdEntry } from '../journal/held-entries.ts';
import { readEntries } from '../journal/read-entries.ts';
import { type Commanded, changeSection, type Judged } from './change-section.ts';
import { authorOf, type CommandDesk, mintEntryId, type ReceiptView } from './command-desk.ts';

export type SectionInput = Commanded & {
  readonly formVersion: number;
  readonly basedOn: number;
  readonly whenRefused: 'tell' | 'hold';
  /** Siblings that this writing decides. */
  readonly resolves: readonly Resolution[];
};

export type SectionRefusal<Why extends Refusal> =
  Why | FormRefusal | ConflictRefusal | JournalRefusal;

/** `conflicts`: questions in which what was written now stands beside what another wrote. */
export type Answered = {
  readonly receipt: ReceiptView | null;
  readonly held: string | null;
  readonly conflicts: string[];
};

type Sent = {
  readonly input: SectionInput & { readonly filledIn: readonly Answers[] };
  readonly call: Call;
  readonly filled: readonly Filled[];
};

/**
 * Runs a section command: validate, permit, decide, append. What came from a device offline is
 * brought together with what was written meanwhile, or held where that cannot be.
 */
export async function runSectionCommand<Actor, Denied extends Refusal, Why extends Refusal>(
  desk: CommandDesk<Actor, Denied>,
  command: SectionCommand<Actor, Why>,
  input: Sent['input'],
  call: Call,
): Promise<Result<Answered, SectionRefusal<Why | Denied>>> {
  const form = { id: command.formId, version: input.formVersion };
  const filled = fillAll(desk, form, input.filledIn);
  if (!filled.ok) return filled;
  const sent = { input, call, filled: filled.value };
  const changed = await attempt(desk, command, sent);
  if (changed.ok) return accept({ ...changed.value, held: null });
  if (input.whenRefused === 'tell' || !(await isHoldable(desk, input, call, changed.refusal)))
    return changed;
  return holdForSupervisor(desk, command, sent, reasonOf(command, changed.refusal));
}

async function attempt<Actor, Denied extends Refusal, Why extends Refusal>(
  desk: CommandDesk<Actor, Denied>,
  command: SectionCommand<Actor, Why>,
  sent: Sent,
): Promise<
  Result<
    { readonly receipt: ReceiptView; readonly conflicts: string[] },
    SectionRefusal<Why | Denied>
  >
> {
  const { input, call, filled } = sent;
  const isSame = saidBefore(command, sent);
  let conflicts: readonly string[] = [];
  const changed = await changeSection<Actor, Why | Denied | FormRefusal | ConflictRefusal>(
    desk,
    input,
    call,
    {
      action: `${sliceOf(command)}.case-opened-to-write`,
      isSame: (standing) => {
        conflicts = conflictsIn(standing.body, input.entryId);
        return isSame(standing);
      },
      decide: async (judged) => {
        const given = await givenOf(command, sent, judged);
        const decided = judgeSection(desk, command, given);
        if (!decided.ok) return decided;
        conflicts = decided.value.conflicts;
        const tokens = desk.tokensOf?.(command.type, filled) ?? [];
        return accept({ entries: decided.value.entries, tokens });
      },
    },
  );
  return changed.ok ? accept({ receipt: changed.value, conflicts: [...conflicts] }) : changed;
}

/** Whether an entry is this very command: where it was brought together, it keeps what was said. */
function saidBefore<Actor>(
  { type, said = answersSaid }: Pick<SectionCommand<Actor, Refusal>, 'type' | 'said'>,
  { filled }: Sent,
): IsSame {
  const isSame = says(type, said(filled));
  return ({ type: stood, body }) =>
    isSame({ type: stood, body: 'said' in body ? { ...body, answers: body['said'] } : body });
}

async function givenOf<Actor>(
  command: SectionCommand<Actor, Refusal>,
  { input, call, filled }: Sent,
  { actor, record, tx }: Judged<Actor>,
): Promise<Given<Actor>> {
  const { entryId, deviceTime, basedOn, formVersion, resolves } = input;
  const whenOutdated = input.whenRefused === 'hold' ? 'merge' : 'tell';
  const isHistoryNeeded = needsHistory({ record, basedOn, whenOutdated }, command.section);
  return {
    actor,
    record,
    filled,
    basedOn,
    whenOutdated,
    resolves,
    history: isHistoryNeeded ? await readEntries(tx, record.recordId, record.keys) : [],
    form: { id: command.formId, version: formVersion },
    made: { entryId, deviceTime, now: call.now, by: call.worker },
    mintId: () => mintEntryId(call),
  };
}

function answersSaid([filled]: readonly Filled[]) {
  return { answers: filled?.answers };
}

/** Why work is held, in the words of its slice: a record that is not there any more has its name there. */
function reasonOf(command: { readonly type: string }, { code }: Refusal): string {
  return code === 'journal.record.unknown' ? `${sliceOf(command)}.case.unknown` : code;
}

/** `cases.child-registered` is written by `cases`. */
function sliceOf({ type }: { readonly type: string }): string {
  return type.split('.')[0] ?? type;
}

// What another person's work or a lost grant has made impossible is held; a record that the sender
// never had, or an id used twice, is an error of the sender.
async function isHoldable<Actor>(
  desk: CommandDesk<Actor, Refusal>,
  { recordId }: { readonly recordId: RecordId },
  call: Call,
  { code }: Refusal,
): Promise<boolean> {
  if (code === 'journal.record.unknown')
    return desk.database.transaction(authorOf(call), (tx) => hadAccess(tx, recordId));
  return code !== 'journal.entry.id-taken';
}

/** Keeps the work as it was written, for a supervisor to take in or set aside. */
async function holdForSupervisor<Actor>(
  desk: CommandDesk<Actor, Refusal>,
  command: Pick<SectionCommand<Actor, Refusal>, 'section' | 'type' | 'formId'>,
  { input, call }: Sent,
  reason: string,
): Promise<Result<Answered, { readonly code: 'journal.entry.id-taken' }>> {
  const { section, class: sensitivity } = command.section;
  const entry: DraftEntry = {
    id: input.entryId,
    type: command.type,
    section,
    class: sensitivity,
    form: { id: command.formId, version: input.formVersion },
    deviceTime: input.deviceTime,
    body: { filledIn: input.filledIn },
  };
  const author = authorOf(call);
  const isHeld = await desk.database.transaction(author, (tx) =>
    holdEntry(tx, desk.holdingKey, { recordId: input.recordId, author, entry, reason }),
  );
  if (!isHeld) return refuse({ code: 'journal.entry.id-taken' });
  return accept({ receipt: null, held: reason, conflicts: [] });
}
