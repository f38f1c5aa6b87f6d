import type { BasedOn, Filled, Made } from './command.ts';
import type { DraftEntry } from './entry.ts';
import type { FormShelf } from './fill-form.ts';
import type { EntryId } from './ids.ts';
import type { OpenRecord } from './open-record.ts';
import type { AnySection } from './record-type.ts';
import { accept, type Refusal, type Result } from './result.ts';
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
export type Given<Actor> = {
  readonly actor: Actor;
  readonly record: OpenRecord;
  readonly made: Made;
  readonly basedOn: number;
  readonly form: Filled['form'];
  readonly filled: readonly Filled[];
  readonly mintId: () => EntryId;
};

/**
 * Judges a command on a section: may they, may they put these questions, does it fit. The server
 * and a device ask this very function; only the server's answer counts.
 */
export function judgeSection<Actor, Denied extends Refusal, Why extends Refusal>(
  desk: SectionDesk<Actor, Denied>,
  command: SectionCommand<Actor, Why>,
  given: Given<Actor>,
): Result<readonly DraftEntry[], Why | Denied> {
  const permitted = command.permit(given.actor, given.record);
  if (!permitted.ok) return permitted;
  const asked = mayHaveAsked(desk, command, given);
  if (!asked.ok) return asked;
  return command.decide(askedOf(command, given));
}

/** Answers to sensitive questions come from trained people only. */
function mayHaveAsked<Actor, Denied extends Refusal>(
  desk: SectionDesk<Actor, Denied>,
  { section }: Pick<SectionCommand<Actor, Refusal>, 'section'>,
  { actor, record, filled }: Given<Actor>,
): Result<true, Denied> {
  const stands = record.states.get(section.section)?.state;
  return filled.some((one) => isSensitive(desk, one, stands))
    ? desk.mayAskSensitive(actor, record)
    : accept(true);
}

function askedOf<Actor>(
  { section }: Pick<SectionCommand<Actor, Refusal>, 'section'>,
  { actor, record, made, basedOn, form, filled, mintId }: Given<Actor>,
): Asked<Actor> {
  return {
    actor,
    record,
    filled,
    form,
    made,
    mintId,
    // A plan may come without an action; the decision refuses it, and nothing fails before.
    first: filled[0] ?? { form, answers: {} },
    seen: { basedOn, current: record.states.get(section.section)?.position ?? 0 },
  };
}
