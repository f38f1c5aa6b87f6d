import type { AgeAtEvent } from './age-at-event.ts';
import type { FactAsKnown } from './fact-as-known.ts';
import type { MissingFact } from './frame.ts';
import type { Citation } from './regime.ts';

/** Why one rule holds or is still open. */
export type Explanation = {
  readonly ruleId: string;
  readonly ruleVersion: number;
  readonly regime: string;
  readonly result: string;
  readonly confirmed: boolean;
  readonly factsUsed: readonly FactAsKnown[];
  readonly factsMissing: readonly MissingFact[];
  readonly citations: readonly Citation[];
  readonly nextQuestions: readonly string[];
  readonly missingElement?: string;
};

/** What must be done, or must not, and why. */
export type SafeguardInForce = {
  readonly id: string;
  readonly version: number;
  readonly requires: readonly string[];
  readonly confirmed: boolean;
  readonly factsUsed: readonly FactAsKnown[];
  readonly citations: readonly Citation[];
};

/** The one question that would settle most: how many open rules its answer could settle. */
export type NextQuestion = { readonly question: string; readonly settles: number };

/** The explained answer to "what do the recorded facts amount to, in every law of the pack?". */
export type Evaluation = {
  readonly rulesetVersion: string;
  readonly age: AgeAtEvent;
  /** All results that hold, the most protective first; never empty. */
  readonly results: readonly string[];
  readonly explanations: readonly Explanation[];
  /** Rules that one more fact may settle. Rules that do not hold are not listed: they deny nothing. */
  readonly open: readonly Explanation[];
  readonly safeguards: readonly SafeguardInForce[];
  readonly conflicts: readonly FactAsKnown[];
  readonly nextQuestion: NextQuestion | null;
};
