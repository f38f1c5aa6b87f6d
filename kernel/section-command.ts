import type { BasedOn, Filled, Made } from './command.ts';
import type { DraftEntry } from './entry.ts';
import type { FormRefusal, FormShelf } from './fill-form.ts';
import type { EntryId } from './ids.ts';
import type { OpenRecord } from './open-record.ts';
import {
  type ConflictRefusal,
  reconcileSection,
  versionSeen,
  type Writing,
} from './reconcile-section.ts';
import type { AnySection } from './record-type.ts';
import { accept, type Refusal, refuse, type Result } from './result.ts';
import { isSensitive } from './sensitive-answers.ts';
import { conflictsIn } from './siblings.ts';

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

/** What judging needs beside the command: the forms, and who may put a sensitive question. */
export type SectionDesk<Actor, Denied extends Refusal> = FormShelf & {
  readonly mayAskSensitive: (actor: Actor, record: OpenRecord) => Result<true, Denied>;
};

/** A command as it was given, its forms validated (`fillAll`), on the record that it is about. */
export type Given<Actor> = Writing & {
  readonly actor: Actor;
  readonly form: Filled['form'];
  readonly filled: readonly Filled[];
  readonly mintId: () => EntryId;
};

export type SectionJudged = {
  readonly entries: readonly DraftEntry[];
  /** Questions in which this writing now stands beside another. */
  readonly conflicts: readonly string[];
};

/**
 * Judges a command on a section: may they, may they put these questions, does it fit. The server
 * and a device ask this very function; only the server's answer counts.
 */
export function judgeSection<Actor, Denied extends Refusal, Why extends Refusal>(
  desk: SectionDesk<Actor, Denied>,
  command: SectionCommand<Actor, Why>,
  given: Given<Actor>,
): Result<SectionJudged, Why | Denied | FormRefusal | ConflictRefusal> {
  const permitted = command.permit(given.actor, given.record);
  if (!permitted.ok) return permitted;
  const [filled] = given.filled;
  if (!filled || !isOneForm(command)) return judgeWhole(desk, command, given);
  const together = reconcileSection(desk, command.section, filled, given);
  if (!together.ok) return together;
  const { base, body } = together.value;
  const asked = mayHaveAsked(desk, given, { answers: base });
  if (!asked.ok) return asked;
  const basedOn = body.siblings ? positionOf(command, given) : versionSeen(command.section, given);
  const merged = { ...given, basedOn, filled: [together.value.filled] };
  const decided = command.decide(askedOf(command, merged));
  if (!decided.ok) return decided;
  const { entryId } = given.made;
  const entries = decided.value.map((entry) =>
    entry.id === entryId ? { ...entry, body: { ...entry.body, ...body } } : entry,
  );
  return accept({ entries, conflicts: conflictsIn(body, entryId) });
}

/** A plan, of several forms, is never brought together: a plan is one thought. */
function judgeWhole<Actor, Denied extends Refusal, Why extends Refusal>(
  desk: SectionDesk<Actor, Denied>,
  command: SectionCommand<Actor, Why>,
  given: Given<Actor>,
): Result<SectionJudged, Why | Denied | ConflictRefusal> {
  const [unmet] = given.resolves;
  if (unmet) return refuse({ code: 'section.conflict.none', field: unmet.field });
  const stands = given.record.states.get(command.section.section)?.state;
  const asked = mayHaveAsked(desk, given, stands);
  if (!asked.ok) return asked;
  const seen = { ...given, basedOn: versionSeen(command.section, given) };
  const decided = command.decide(askedOf(command, seen));
  return decided.ok ? accept({ entries: decided.value, conflicts: [] }) : decided;
}

function isOneForm({ said }: SectionCommand<never, Refusal>): boolean {
  return said === undefined;
}

function positionOf<Actor>(
  { section }: Pick<SectionCommand<Actor, Refusal>, 'section'>,
  { record }: Given<Actor>,
): number {
  return record.states.get(section.section)?.position ?? 0;
}

/** Answers to sensitive questions come from trained people only; `seen` is what stood already. */
function mayHaveAsked<Actor, Denied extends Refusal>(
  desk: SectionDesk<Actor, Denied>,
  { actor, record, filled }: Given<Actor>,
  seen: unknown,
): Result<true, Denied> {
  return filled.some((one) => isSensitive(desk, one, seen))
    ? desk.mayAskSensitive(actor, record)
    : accept(true);
}

function askedOf<Actor>(
  command: Pick<SectionCommand<Actor, Refusal>, 'section'>,
  given: Given<Actor>,
): Asked<Actor> {
  const { actor, record, made, basedOn, form, filled, mintId } = given;
  return {
    actor,
    record,
    filled,
    form,
    made,
    mintId,
    // A plan may come without an action; the decision refuses it, and nothing fails before.
    first: filled[0] ?? { form, answers: {} },
    seen: { basedOn, current: positionOf(command, given) },
  };
}
