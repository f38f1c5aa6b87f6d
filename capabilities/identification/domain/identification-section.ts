import { z } from 'zod';
import { Code } from '#kernel/code-list.ts';
import { EntryId, WorkerId } from '#kernel/ids.ts';
import { Instant } from '#kernel/instant.ts';
import { type FoldedEntry, section } from '#kernel/record-type.ts';
import { AgeEvidence } from './age-at-event.ts';
import {
  Evaluated,
  EvaluationRecord,
  FactsRecorded,
  ResultAccepted,
  ResultOverridden,
  StatementCorrected,
  StatusChanged,
} from './entries.ts';
import { Statement } from './fact.ts';

export const RecordedStatement = Statement.extend({
  entry: EntryId,
  correctedIn: EntryId.nullable().describe('The entry that says it was recorded in error.'),
});
export type RecordedStatement = z.infer<typeof RecordedStatement>;

export const Decision = z.object({
  entry: EntryId,
  evaluation: EntryId,
  result: Code,
  overrides: Code.nullable().describe('The result set aside; null when the rules were followed.'),
  reason: z.string().nullable(),
  by: WorkerId,
  approvedBy: WorkerId.nullable(),
  at: Instant,
});
export type Decision = z.infer<typeof Decision>;

export const IdentificationState = z.object({
  statements: z.array(RecordedStatement),
  age: AgeEvidence,
  /** Evaluations, oldest first; the last one holds. */
  evaluations: z.array(z.object({ entry: EntryId, at: Instant, evaluation: EvaluationRecord })),
  decisions: z.array(Decision),
  /** Steps on the ladder of status, oldest first. */
  steps: z.array(StatusChanged.extend({ by: WorkerId })),
});
export type IdentificationState = z.infer<typeof IdentificationState>;

const MOST_EVALUATIONS = 50;

/**
 * What was recorded about exploitation, what the rules made of it, and what people decided. The
 * state keeps the last 50 evaluations; the journal keeps all.
 */
export const identificationSection = section<IdentificationState>({
  section: 'identification',
  class: 'care',
  start: {
    statements: [],
    age: { births: [], agesAtEvent: [], event: { precision: 'unknown' }, assessment: null },
    evaluations: [],
    decisions: [],
    steps: [],
  },
  evolve: (state, entry) => {
    const evolve = EVOLVE[entry.type];
    return evolve ? evolve(state, entry) : state;
  },
});

type Evolve = (state: IdentificationState, entry: FoldedEntry) => IdentificationState;

const EVOLVE: Readonly<Record<string, Evolve>> = {
  'identification.facts-recorded': reading(FactsRecorded, (state, { statements, age }, { id }) => ({
    ...state,
    statements: [
      ...state.statements,
      ...statements.map((one) => ({ ...one, entry: id, correctedIn: null })),
    ],
    age: age ?? state.age,
  })),
  'identification.statement-corrected': reading(StatementCorrected, (state, corrected, { id }) => ({
    ...state,
    statements: state.statements.map((one) =>
      one.entry === corrected.entry && one.fact === corrected.fact
        ? { ...one, correctedIn: one.correctedIn ?? id }
        : one,
    ),
  })),
  'identification.evaluated': reading(Evaluated, (state, { evaluation, at }, { id }) => ({
    ...state,
    evaluations: [...state.evaluations, { entry: id, at, evaluation }].slice(-MOST_EVALUATIONS),
  })),
  'identification.result-accepted': reading(ResultAccepted, (state, accepted, { id, author }) =>
    decided(state, {
      ...accepted,
      entry: id,
      overrides: null,
      reason: null,
      by: author,
      approvedBy: null,
    }),
  ),
  'identification.result-overridden': reading(ResultOverridden, (state, body, { id, author }) => {
    const { evaluation, from, to, reason, approvedBy, at } = body;
    const decision = { evaluation, result: to, overrides: from, reason, approvedBy, at };
    return decided(state, { ...decision, entry: id, by: author });
  }),
  'identification.status-changed': reading(StatusChanged, (state, step, { author }) => ({
    ...state,
    steps: [...state.steps, { ...step, by: author }],
  })),
};

function decided(state: IdentificationState, decision: Decision): IdentificationState {
  return { ...state, decisions: [...state.decisions, decision] };
}

/** A body in a shape of a newer version leaves the state as it is. */
function reading<Schema extends z.ZodType>(
  schema: Schema,
  evolve: (
    state: IdentificationState,
    body: z.infer<Schema>,
    entry: FoldedEntry,
  ) => IdentificationState,
): Evolve {
  return (state, entry) => {
    const body = schema.safeParse(entry.body);
    return body.success ? evolve(state, body.data, entry) : state;
  };
}
