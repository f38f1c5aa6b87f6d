import { addAttachment } from '#capabilities/cases/attachment-endpoints.ts';
import * as cases from '#capabilities/cases/endpoints.ts';
import * as identification from '#capabilities/identification/endpoints.ts';
import * as protection from '#capabilities/protection/endpoints.ts';
import type { Endpoint } from '#kernel/endpoint.ts';

/**
 * Commands that a field device may give without a network, and that its server takes from an outbox.
 * Each is judged on the device by the same pure decision; what needs a second person or another
 * agency at that moment is not among them.
 */
const TRAVELLING: readonly Endpoint[] = [
  cases.openCase,
  cases.handOverChild,
  cases.completeFirstContact,
  cases.registerChild,
  cases.recordConsent,
  cases.withdrawConsent,
  cases.assessRisk,
  cases.writePlan,
  addAttachment,
  identification.recordFacts,
  identification.correctStatement,
  identification.acceptResult,
  protection.recordGuardian,
  protection.recordSafePlace,
  protection.recordHealth,
  protection.recordJustice,
  protection.recordAssessment,
  protection.blockMeasure,
  protection.setMeasureOwner,
];

/** The ids of those commands: what an outbox holds, and what a server takes from one. */
export const TRAVELLING_IDS: ReadonlySet<string> = new Set(TRAVELLING.map(({ id }) => id));

export function travels({ id }: Pick<Endpoint, 'id'>): boolean {
  return TRAVELLING_IDS.has(id);
}
