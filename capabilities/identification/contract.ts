export {
  AgeAssessment,
  AgeAtEvent,
  AgeEvidence,
  AgeStatus,
  StatedAge,
} from './domain/age-at-event.ts';
export {
  Evaluated,
  EvaluationRecord,
  FactsRecorded,
  identificationEntries,
  type IdentificationEntryType,
  ResultAccepted,
  ResultOverridden,
  StatementCorrected,
  StatusChanged,
} from './domain/entries.ts';
export type {
  Evaluation,
  Explanation,
  NextQuestion,
  SafeguardInForce,
} from './domain/evaluation.ts';
export type { FactAsKnown } from './domain/fact-as-known.ts';
export {
  EvidenceKind,
  FactDefinition,
  FactsDocument,
  FactValue,
  Statement,
} from './domain/fact.ts';
export {
  Decision,
  identificationSection,
  IdentificationState,
  RecordedStatement,
} from './domain/identification-section.ts';
export {
  type ConsentCandidate,
  type ConsentRefusal,
  mayBeAskedForConsent,
} from './domain/may-be-asked-for-consent.ts';
export { type Broken, RulesetDocument, type RulesetRefusal } from './domain/ruleset-document.ts';
export { buildRuleset, type Ruleset } from './domain/ruleset.ts';
export { CompetentAuthority, servicesContinue, Status } from './domain/status.ts';
export {
  isPresumedTrafficked,
  lastEvaluation,
  standingDecision,
  statusOf,
  workingResult,
} from './domain/views.ts';
export { isBeforeBirth } from './domain/record-facts.ts';
export { parentMayExploit, recordBirth } from './domain/record-birth.ts';
export type { MadeTwo } from './domain/made.ts';
