import type { Answers } from './form-answers.ts';
import { type Field, hangingOn, isShown } from './form.ts';
import { isSameJson } from './same-json.ts';
import type { Sibling, SiblingValue, Voice } from './siblings.ts';

export type Reconciling = {
  /** The questions, in their order. */
  readonly fields: readonly Field[];
  /** What the author saw. */
  readonly base: Answers;
  /** What stands now, and who said it. */
  readonly standing: {
    readonly answers: Answers;
    readonly siblings: readonly Sibling[];
    readonly voiceOf: (field: string) => Voice;
  };
  /** What the author says, and which siblings they decide. */
  readonly said: {
    readonly answers: Answers;
    readonly voice: Voice;
    readonly resolves: ReadonlySet<string>;
  };
};

export type Reconciled = { readonly answers: Answers; readonly siblings: readonly Sibling[] };

type Verdict = {
  readonly answers: Answers;
  readonly sibling?: Sibling;
  /** Whether the questions that hang on this one were answered with it. */
  readonly isWhole: boolean;
};

/**
 * Brings two writings together that did not know of each other, question by question. Only one side
 * changed it: that answer. Both changed it differently: both stand beside each other, and the more
 * protective one counts where the form says which that is, else the one that stood. Nothing that
 * anybody said is lost. Answers that hang on a question with siblings go with its answers.
 */
export function reconcile(given: Reconciling): Reconciled {
  const answers: Record<string, unknown> = {};
  const siblings: Sibling[] = [];
  const settled = new Set<string>();
  for (const field of questionsOf(given)) {
    if (settled.has(field)) continue;
    const hanging = hangingOn(given.fields, field);
    const verdict = judge(given, field, hanging);
    Object.assign(answers, verdict.answers);
    if (verdict.sibling) siblings.push(verdict.sibling);
    if (!verdict.isWhole) continue;
    for (const one of hanging) settled.add(one);
    if (verdict.sibling) siblings.push(...openAmong(given, hanging));
  }
  return withoutUnasked(given, { answers, siblings });
}

/** Siblings of questions that hang on one with siblings stay; deciding that one decides them too. */
function openAmong({ standing }: Reconciling, hanging: readonly string[]): readonly Sibling[] {
  return standing.siblings.filter(({ field }) => hanging.includes(field));
}

function judge(given: Reconciling, field: string, hanging: readonly string[]): Verdict {
  const { base, standing, said } = given;
  const open = standing.siblings.find((one) => one.field === field);
  if (open && said.resolves.has(field)) {
    return { answers: pick(said.answers, [field, ...hanging]), isWhole: true };
  }
  if (open) return judgeOpen(given, open, hanging);
  const [before, stands, says] = [base[field], standing.answers[field], said.answers[field]];
  if (isSameJson(stands, says) || isSameJson(says, before)) {
    return { answers: pick(standing.answers, [field]), isWhole: false };
  }
  if (isSameJson(stands, before)) return { answers: pick(said.answers, [field]), isWhole: false };
  const values = [
    valueOf(standing.answers, field, hanging, standing.voiceOf(field)),
    valueOf(said.answers, field, hanging, said.voice),
  ];
  return beside(given, { field, values }, hanging);
}

/** Siblings stand already: whoever changed something of them without deciding joins them. */
function judgeOpen(given: Reconciling, open: Sibling, hanging: readonly string[]): Verdict {
  const { base, said } = given;
  const all = [open.field, ...hanging];
  const hasChanged = !isSameJson(pick(said.answers, all), pick(base, all));
  const value = valueOf(said.answers, open.field, hanging, said.voice);
  const isKnown = open.values.some((one) => saysTheSame(one, value));
  const values = hasChanged && !isKnown ? [...open.values, value] : open.values;
  return beside(given, { field: open.field, values }, hanging);
}

/** The answer that counts meanwhile, with what hangs on it. */
function beside(
  { fields, standing }: Reconciling,
  sibling: Sibling,
  hanging: readonly string[],
): Verdict {
  const { field, values } = sibling;
  const asked = fields.find(({ id }) => id === field);
  const ranks = asked && 'protective' in asked ? (asked.protective ?? []) : [];
  const stands = valueOf(standing.answers, field, hanging, standing.voiceOf(field));
  const inOrder = values.toSorted(
    (one, other) => rankOf(ranks, one) - rankOf(ranks, other) || likeness(other) - likeness(one),
  );
  function likeness(one: SiblingValue): number {
    if (saysTheSame(one, stands)) return 2;
    return isSameJson(one.value, stands.value) ? 1 : 0;
  }
  const counts = inOrder[0] ?? stands;
  const answers: Answers = counts.value === null ? {} : { [field]: counts.value };
  return { answers: { ...answers, ...counts.hanging }, sibling, isWhole: true };
}

/** The most protective comes first; what is not ranked, or not answered, last. */
function rankOf(ranks: readonly string[], { value }: SiblingValue): number {
  const rank = typeof value === 'string' ? ranks.indexOf(value) : -1;
  return rank < 0 ? ranks.length : rank;
}

/**
 * An answer to a question that is not asked any more cannot stand in the form; it stands beside
 * nothing instead, until someone decides.
 */
function withoutUnasked(
  { fields, standing, said }: Reconciling,
  { answers, siblings }: Reconciled,
): Reconciled {
  const left: Record<string, unknown> = { ...answers };
  const more: Sibling[] = [];
  for (const field of fields) {
    const value = left[field.id];
    if (value === undefined || isShown(field, left)) continue;
    delete left[field.id];
    if (siblings.some((one) => keeps(one, field.id, value))) continue;
    const isSaid = isSameJson(value, said.answers[field.id]);
    const voices = [standing.voiceOf(field.showWhen?.field ?? field.id), said.voice] as const;
    const [hid, gave] = isSaid ? voices : [said.voice, standing.voiceOf(field.id)];
    const values = [
      { value: null, hanging: {}, ...hid },
      { value, hanging: {}, ...gave },
    ];
    more.push({ field: field.id, values });
  }
  return { answers: left, siblings: [...siblings, ...more] };
}

function keeps({ field, values }: Sibling, id: string, value: unknown): boolean {
  return values.some((one) => isSameJson(field === id ? one.value : one.hanging[id], value));
}

function saysTheSame(one: SiblingValue, other: SiblingValue): boolean {
  return isSameJson(one.value, other.value) && isSameJson(one.hanging, other.hanging);
}

function valueOf(
  answers: Answers,
  field: string,
  hanging: readonly string[],
  { by, at, entryId }: Voice,
): SiblingValue {
  return { value: answers[field] ?? null, hanging: { ...pick(answers, hanging) }, by, at, entryId };
}

function questionsOf({ fields, base, standing, said }: Reconciling): readonly string[] {
  const asked = fields.map(({ id }) => id);
  const others = [base, standing.answers, said.answers].flatMap((one) => Object.keys(one));
  const open = standing.siblings.map(({ field }) => field);
  return [...new Set([...asked, ...others, ...open])];
}

function pick(answers: Answers, names: readonly string[]): Answers {
  return Object.fromEntries(
    names.flatMap((name) => (answers[name] === undefined ? [] : [[name, answers[name]]])),
  );
}
