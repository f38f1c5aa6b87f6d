import { type AccessRefusal, type Actor, permit } from '#capabilities/access/contract.ts';
import type { DraftEntry } from '#kernel/entry.ts';
import { accept, type Refusal, refuse, type Result } from '#kernel/result.ts';
import type { AnySection } from '#kernel/record-type.ts';
import type { EntryId, RecordId } from '#kernel/ids.ts';
import type { Instant } from '#kernel/instant.ts';
import type { Call } from '#platform/http/call.ts';
import type { JournalRefusal, Token } from '#platform/journal/append-entries.ts';
import { changeRecord, says } from '#platform/journal/change-record.ts';
import { holdEntry } from '#platform/journal/held-entries.ts';
import type { OpenRecord } from '#platform/journal/open-record.ts';
import type { BasedOn, Filled, Made } from '../domain/made.ts';
import type { ReceiptView } from '../domain/views.ts';
import { hadAccess } from '../storage/had-access.ts';
import { accessOf, authorOf, type CaseDesk, mintEntryId, receiptView } from './case-desk.ts';
import { fillForm, type FormRefusal } from './filled-form.ts';
import { isSensitive } from './sensitive-answers.ts';

export type Answers = Readonly<Record<string, unknown>>;

/** A command that writes one section of a case from a form, filled in once or several times. */
export type SectionCommand<Why extends Refusal> = {
  /** The type of the entry that it makes. */
  readonly type: string;
  readonly formId: string;
  readonly section: AnySection;
  readonly permit: (actor: Actor, record: OpenRecord) => Result<true, AccessRefusal>;
  readonly decide: (asked: Asked) => Result<readonly DraftEntry[], Why>;
  /** What of the body its author said; the rest is added by the rules. */
  readonly said: (filled: readonly Filled[]) => Readonly<Record<string, unknown>>;
  readonly tokens?: (desk: CaseDesk, filled: readonly Filled[]) => readonly Token[];
};

export type Asked = {
  readonly desk: CaseDesk;
  readonly actor: Actor;
  readonly record: OpenRecord;
  readonly seen: BasedOn;
  readonly made: Made;
  readonly form: Filled['form'];
  readonly filled: readonly Filled[];
  readonly mintId: () => EntryId;
};

export type SectionInput = {
  readonly recordId: RecordId;
  readonly entryId: EntryId;
  readonly deviceTime: Instant;
  readonly formVersion: number;
  readonly basedOn: number;
  readonly whenRefused: 'tell' | 'hold';
};

export type SectionRefusal<Why extends Refusal> =
  | Why
  | FormRefusal
  | AccessRefusal
  | Exclude<JournalRefusal, { code: 'journal.record.unknown' }>
  | { readonly code: 'cases.case.unknown' };

export type Answered = { readonly receipt: ReceiptView | null; readonly held: string | null };

type Given = {
  readonly input: SectionInput & { readonly filledIn: readonly Answers[] };
  readonly call: Call;
  readonly filled: readonly Filled[];
};

/** Runs a section command: validate, permit, decide, append; or hold what came from a device offline. */
export async function runSectionCommand<Why extends Refusal>(
  desk: CaseDesk,
  command: SectionCommand<Why>,
  input: Given['input'],
  call: Call,
): Promise<Result<Answered, SectionRefusal<Why>>> {
  const filled = fillAll(desk, command.formId, input);
  if (!filled.ok) return filled;
  const given = { input, call, filled: filled.value };
  const changed = await attemptChange(desk, command, given);
  if (changed.ok) return accept({ receipt: changed.value, held: null });
  if (input.whenRefused === 'tell' || !(await isHoldable(desk, input, call, changed.refusal)))
    return changed;
  return holdForSupervisor(desk, command, given, changed.refusal.code);
}

async function attemptChange<Why extends Refusal>(
  desk: CaseDesk,
  command: SectionCommand<Why>,
  given: Given,
): Promise<Result<ReceiptView, SectionRefusal<Why>>> {
  const { input, call, filled } = given;
  const author = authorOf(call);
  const changed = await desk.database.attempt(author, (tx) =>
    changeRecord<Why | AccessRefusal>(tx, desk.opener, {
      recordType: desk.recordType,
      recordId: input.recordId,
      author,
      action: 'cases.case-opened-to-write',
      entryId: input.entryId,
      isSame: says(command.type, command.said(filled)),
      decide: async (record) => {
        const actor = await desk.actorOf(tx, author);
        const permitted = command.permit(actor, record);
        if (!permitted.ok) return permitted;
        const asked = mayHaveAsked(desk, command, filled, { actor, record });
        if (!asked.ok) return asked;
        const decided = command.decide(askedOf(desk, command, given, { actor, record }));
        if (!decided.ok) return decided;
        return accept({ entries: decided.value, tokens: command.tokens?.(desk, filled) ?? [] });
      },
    }),
  );
  if (!changed.ok)
    return isUnknownRecord(changed.refusal)
      ? refuse({ code: 'cases.case.unknown' })
      : refuse(changed.refusal);
  const [first] = changed.value;
  if (!first) throw new Error('A section command that wrote nothing');
  return accept(receiptView(first));
}

/** AC-6: answers to sensitive questions come from trained people only. */
function mayHaveAsked<Why extends Refusal>(
  desk: CaseDesk,
  { section }: SectionCommand<Why>,
  filled: readonly Filled[],
  { actor, record }: { readonly actor: Actor; readonly record: OpenRecord },
): Result<true, AccessRefusal> {
  const stands = record.states.get(section.section)?.state;
  return filled.some((one) => isSensitive(desk, one, stands))
    ? permit(actor, { action: 'ask-sensitive', record: accessOf(record) })
    : accept(true);
}

function askedOf<Why extends Refusal>(
  desk: CaseDesk,
  command: SectionCommand<Why>,
  { input, call, filled }: Given,
  by: { readonly actor: Actor; readonly record: OpenRecord },
): Asked {
  const current = by.record.states.get(command.section.section)?.position ?? 0;
  return {
    ...by,
    desk,
    filled,
    seen: { basedOn: input.basedOn, current },
    made: { entryId: input.entryId, deviceTime: input.deviceTime, now: call.now, by: call.worker },
    form: { id: command.formId, version: input.formVersion },
    mintId: () => mintEntryId(call),
  };
}

function fillAll(
  desk: CaseDesk,
  formId: string,
  input: Given['input'],
): Result<readonly Filled[], FormRefusal> {
  const all: Filled[] = [];
  for (const answers of input.filledIn) {
    const filled = fillForm(desk, formId, input.formVersion, answers);
    if (!filled.ok) return filled;
    all.push(filled.value);
  }
  return accept(all);
}

// What another person's work or a lost grant has made impossible is held; a record that the sender
// never had, or an id used twice, is an error of the sender.
async function isHoldable(
  desk: CaseDesk,
  { recordId }: SectionInput,
  call: Call,
  { code }: Refusal,
): Promise<boolean> {
  if (code === 'cases.case.unknown')
    return desk.database.transaction(authorOf(call), (tx) => hadAccess(tx, recordId));
  return code !== 'journal.entry.id-taken';
}

/** Keeps the work as it was written, for a supervisor to take in or set aside. */
async function holdForSupervisor<Why extends Refusal>(
  desk: CaseDesk,
  command: SectionCommand<Why>,
  { input, call }: Given,
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
  return accept({ receipt: null, held: reason });
}

function isUnknownRecord(refusal: Refusal): refusal is { readonly code: 'journal.record.unknown' } {
  return refusal.code === 'journal.record.unknown';
}
