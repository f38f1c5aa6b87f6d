import type { BasedOn, Filled, Made } from '#kernel/command.ts';
import type { DraftEntry } from '#kernel/entry.ts';
import type { Answers } from '#kernel/form-answers.ts';
import type { EntryId, RecordId } from '#kernel/ids.ts';
import type { AnySection } from '#kernel/record-type.ts';
import { accept, type Refusal, refuse, type Result } from '#kernel/result.ts';
import type { Call } from '../http/call.ts';
import type { JournalRefusal, Token } from '../journal/append-entries.ts';
import { says } from '../journal/change-record.ts';
import { hadAccess } from '../journal/had-access.ts';
import { holdEntry } from '../journal/held-entries.ts';
import type { OpenRecord } from '../journal/open-record.ts';
import { type Commanded, changeSection, type Judged } from './change-section.ts';
import { authorOf, type CommandDesk, mintEntryId, type ReceiptView } from './command-desk.ts';
import { fillForm, type FormRefusal } from './fill-form.ts';
import { isSensitive } from './sensitive-answers.ts';

/** A command that writes one section of a record from a form, filled in once or several times. */
export type SectionCommand<Actor, Why extends Refusal> = {
  /** The type of the entry that it makes. */
  readonly type: string;
  readonly formId: string;
  readonly section: AnySection;
  readonly permit: (actor: Actor, record: OpenRecord) => Result<true, Why>;
  readonly decide: (asked: Asked<Actor>) => Result<readonly DraftEntry[], Why>;
  /** What of the body its author said; the rest is added by the rules. Default: the answers. */
  readonly said?: (filled: readonly Filled[]) => Readonly<Record<string, unknown>>;
  readonly tokens?: (filled: readonly Filled[]) => readonly Token[];
};

export type Asked<Actor> = {
  readonly actor: Actor;
  readonly record: OpenRecord;
  readonly seen: BasedOn;
  readonly made: Made;
  readonly form: Filled['form'];
  readonly filled: readonly Filled[];
  /** The filled-in form of a command that has exactly one. */
  readonly first: Filled;
  readonly mintId: () => EntryId;
};

export type SectionInput = Commanded & {
  readonly formVersion: number;
  readonly basedOn: number;
  readonly whenRefused: 'tell' | 'hold';
};

export type SectionRefusal<Why extends Refusal> = Why | FormRefusal | JournalRefusal;

export type Answered = { readonly receipt: ReceiptView | null; readonly held: string | null };

type Given = {
  readonly input: SectionInput & { readonly filledIn: readonly Answers[] };
  readonly call: Call;
  readonly filled: readonly Filled[];
};

/** Runs a section command: validate, permit, decide, append; or hold what came from a device offline. */
export async function runSectionCommand<Actor, Denied extends Refusal, Why extends Refusal>(
  desk: CommandDesk<Actor, Denied>,
  command: SectionCommand<Actor, Why>,
  input: Given['input'],
  call: Call,
): Promise<Result<Answered, SectionRefusal<Why | Denied>>> {
  const filled = fillAll(desk, command.formId, input);
  if (!filled.ok) return filled;
  const given = { input, call, filled: filled.value };
  const changed = await attempt(desk, command, given);
  if (changed.ok) return accept({ receipt: changed.value, held: null });
  if (input.whenRefused === 'tell' || !(await isHoldable(desk, input, call, changed.refusal)))
    return changed;
  return holdForSupervisor(desk, command, given, reasonOf(command, changed.refusal));
}

function attempt<Actor, Denied extends Refusal, Why extends Refusal>(
  desk: CommandDesk<Actor, Denied>,
  command: SectionCommand<Actor, Why>,
  given: Given,
): Promise<Result<ReceiptView, Why | Denied | JournalRefusal>> {
  const { input, call, filled } = given;
  const said = command.said ?? answersSaid;
  return changeSection<Actor, Why | Denied>(desk, input, call, {
    action: `${sliceOf(command)}.case-opened-to-write`,
    isSame: says(command.type, said(filled)),
    decide: (judged) => {
      const permitted = command.permit(judged.actor, judged.record);
      if (!permitted.ok) return permitted;
      const asked = mayHaveAsked(desk, command, filled, judged);
      if (!asked.ok) return asked;
      const decided = command.decide(askedOf(command, given, judged));
      if (!decided.ok) return decided;
      return accept({ entries: decided.value, tokens: command.tokens?.(filled) ?? [] });
    },
  });
}

/** Answers to sensitive questions come from trained people only. */
function mayHaveAsked<Actor, Denied extends Refusal>(
  desk: CommandDesk<Actor, Denied>,
  { section }: Pick<SectionCommand<Actor, Refusal>, 'section'>,
  filled: readonly Filled[],
  { actor, record }: Judged<Actor>,
): Result<true, Denied> {
  const stands = record.states.get(section.section)?.state;
  return filled.some((one) => isSensitive(desk, one, stands))
    ? desk.mayAskSensitive(actor, record)
    : accept(true);
}

function askedOf<Actor>(
  { section, formId }: Pick<SectionCommand<Actor, Refusal>, 'section' | 'formId'>,
  { input, call, filled }: Given,
  { actor, record }: Judged<Actor>,
): Asked<Actor> {
  const current = record.states.get(section.section)?.position ?? 0;
  const { entryId, deviceTime, basedOn } = input;
  const form = { id: formId, version: input.formVersion };
  return {
    actor,
    record,
    filled,
    form,
    // A plan may come without an action; the decision refuses it, and nothing fails before.
    first: filled[0] ?? { form, answers: {} },
    seen: { basedOn, current },
    made: { entryId, deviceTime, now: call.now, by: call.worker },
    mintId: () => mintEntryId(call),
  };
}

function fillAll<Actor>(
  desk: CommandDesk<Actor, Refusal>,
  id: string,
  { formVersion: version, filledIn }: Given['input'],
): Result<readonly Filled[], FormRefusal> {
  const all: Filled[] = [];
  for (const answers of filledIn) {
    const filled = fillForm(desk, { id, version }, answers);
    if (!filled.ok) return filled;
    all.push(filled.value);
  }
  return accept(all);
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
