import { z } from 'zod';
import type { Filled, Made } from './command.ts';
import type { Entry } from './entry.ts';
import { fillForm, type FormRefusal, type FormShelf } from './fill-form.ts';
import type { Answers } from './form-answers.ts';
import { fieldsOf } from './form.ts';
import type { Instant } from './instant.ts';
import type { OpenRecord } from './open-record.ts';
import { reconcile } from './reconcile.ts';
import { type AnySection, fold } from './record-type.ts';
import { accept, refuse, type Result } from './result.ts';
import { isSameJson } from './same-json.ts';
import { answeredIn, type Resolution, type Sibling, type Voice } from './siblings.ts';

export type ConflictRefusal = { readonly code: 'section.conflict.none'; readonly field: string };

/** A writing after it was brought together with what stands. */
export type Together = {
  readonly filled: Filled;
  /** What the author saw, as far as the answers go. */
  readonly base: Answers;
  /** What the entry says of it, beside its answers. */
  readonly body: {
    readonly siblings?: readonly Sibling[];
    /** What the author wrote, where the answers of the entry say something else. */
    readonly said?: Answers;
    readonly resolved?: readonly Resolution[];
  };
};

/** A writing on an opened record, and how its author wants it taken. */
export type Writing = {
  readonly record: OpenRecord;
  readonly made: Made;
  /** The version of the section that the author saw. */
  readonly basedOn: number;
  /** What to do with a writing on an older version: say so, or bring it together with what stands. */
  readonly whenOutdated: 'tell' | 'merge';
  readonly resolves: readonly Resolution[];
  /** All entries of the section, oldest first, where `needsHistory` says so; else none. */
  readonly history: readonly Entry[];
};

type Standing = {
  readonly position: number;
  readonly answers: Answers;
  readonly siblings: readonly Sibling[];
};

/** Whether all entries of the section are needed to judge a writing: it is on an older version. */
export function needsHistory(
  { record, basedOn, whenOutdated }: Pick<Writing, 'record' | 'basedOn' | 'whenOutdated'>,
  section: AnySection,
): boolean {
  const current = record.states.get(section.section)?.position ?? 0;
  return whenOutdated === 'merge' && basedOn < current;
}

/**
 * The version that the author saw. What they wrote themselves since then they knew: a device that
 * sends two writings of one section has seen no position for its first.
 */
export function versionSeen(section: AnySection, writing: Writing): number {
  if (!needsHistory(writing, section)) return writing.basedOn;
  const later = entriesOf(section, writing).filter((one) => one.position > writing.basedOn);
  const isAllOwn = later.length > 0 && later.every((one) => isOwn(one, writing));
  return isAllOwn ? (later.at(-1)?.position ?? writing.basedOn) : writing.basedOn;
}

/** Brings a filled-in form together with what stands, and asks whether the form still holds. */
export function reconcileSection(
  shelf: FormShelf,
  section: AnySection,
  filled: Filled,
  writing: Writing,
): Result<Together, FormRefusal | ConflictRefusal> {
  const standing = standingOf(section, writing);
  const seen = seenOf(section, writing, standing);
  const unmet = writing.resolves.find(({ field }) => !isOpen(field, standing.siblings));
  if (unmet && !seen.isOutdated)
    return refuse({ code: 'section.conflict.none', field: unmet.field });
  const isAlone = standing.siblings.length === 0 && !seen.isOutdated;
  const form = shelf.formOf(filled.form.id, filled.form.version);
  if (isAlone || !form) return accept({ filled, base: standing.answers, body: {} });
  const decided = writing.resolves.filter(({ field }) =>
    isDecided(field, standing.siblings, seen.siblings),
  );
  const { answers, siblings } = reconcile({
    fields: fieldsOf(form),
    base: seen.answers,
    standing: { ...standing, voiceOf: voicesOf(section, writing) },
    said: {
      answers: filled.answers,
      voice: voiceOfAuthor(writing),
      resolves: new Set(decided.map(({ field }) => field)),
    },
  });
  const whole = fillForm(shelf, filled.form, answers);
  if (!whole.ok) return whole;
  const isOther = !isSameJson(whole.value.answers, filled.answers);
  return accept({
    filled: whole.value,
    base: seen.answers,
    body: {
      siblings,
      ...(isOther ? { said: filled.answers } : {}),
      ...(decided.length > 0 ? { resolved: decided } : {}),
    },
  });
}

function standingOf(section: AnySection, { record }: Writing): Standing {
  const stands = record.states.get(section.section);
  const state = answeredIn(stands?.state);
  return {
    position: stands?.position ?? 0,
    answers: state?.answers ?? {},
    siblings: state?.siblings ?? [],
  };
}

/** What the author saw: a version of the section, and on it their own words that came since. */
function seenOf(section: AnySection, writing: Writing, standing: Standing) {
  const seen = versionSeen(section, writing);
  const isOutdated = needsHistory(writing, section) && seen < standing.position;
  if (!isOutdated) return { ...standing, isOutdated };
  const entries = entriesOf(section, writing);
  const upTo = entries.filter((one) => one.position <= seen);
  const state = answeredIn(fold<unknown>(section, section.start, upTo));
  const own = entries.findLast((one) => one.position > seen && isOwn(one, writing));
  const said = own && Said.safeParse(own.body).data;
  const answers = said?.said ?? said?.answers ?? state?.answers ?? {};
  return { answers, siblings: state?.siblings ?? [], isOutdated };
}

const AnswersMap = z.record(z.string(), z.unknown());
const Said = z.object({ answers: AnswersMap.optional(), said: AnswersMap.optional() });

function entriesOf({ section }: AnySection, { history }: Writing): readonly Entry[] {
  return history.filter((entry) => entry.section === section);
}

function isOwn(entry: Entry, { made }: Writing): boolean {
  return entry.author === made.by && entry.deviceTime <= made.deviceTime;
}

function isOpen(field: string, open: readonly Sibling[]): boolean {
  return open.some((one) => one.field === field);
}

/** Nobody decides about an answer that they have not seen. */
function isDecided(field: string, open: readonly Sibling[], seen: readonly Sibling[]): boolean {
  const standing = open.find((one) => one.field === field);
  const known = seen.find((one) => one.field === field)?.values ?? [];
  return (
    standing !== undefined &&
    standing.values.every((value) => known.some((one) => isSameJson(one, value)))
  );
}

function voiceOfAuthor({ made }: Writing): Voice {
  return { by: made.by, at: earlier(made.deviceTime, made.now), entryId: made.entryId };
}

/** Who last gave each answer that stands. */
function voicesOf(section: AnySection, writing: Writing): (field: string) => Voice {
  const steps: { readonly voice: Voice; readonly before: Answers; readonly after: Answers }[] = [];
  let state: unknown = section.start;
  for (const entry of entriesOf(section, writing)) {
    const before = answeredIn(state)?.answers ?? {};
    state = section.evolve(state, entry);
    const at = earlier(entry.deviceTime, entry.serverTime);
    const voice = { by: entry.author, at, entryId: entry.id };
    steps.push({ voice, before, after: answeredIn(state)?.answers ?? {} });
  }
  return (field) => {
    const last = steps.findLast(({ before, after }) => !isSameJson(before[field], after[field]));
    return last?.voice ?? steps[0]?.voice ?? voiceOfAuthor(writing);
  };
}

/** A device whose clock runs ahead has still written before we read it. */
function earlier(one: Instant, other: Instant): Instant {
  return one < other ? one : other;
}
