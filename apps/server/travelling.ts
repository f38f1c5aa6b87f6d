/**
 * Commands that a field device may give without a network, and that arrive in its outbox. What needs a
 * second person or another agency at that moment is not among them. apps/web/offline has the same list.
 */
export const TRAVELLING: ReadonlySet<string> = new Set([
  'cases.open',
  'cases.hand-over',
  'cases.complete-first-contact',
  'cases.register-child',
  'cases.record-consent',
  'cases.withdraw-consent',
  'cases.assess-risk',
  'cases.write-plan',
  'cases.add-attachment',
  'identification.record-facts',
  'identification.correct-statement',
  'identification.accept-result',
  'protection.record-guardian',
  'protection.record-safe-place',
  'protection.record-health',
  'protection.record-justice',
  'protection.record-assessment',
  'protection.block-measure',
  'protection.set-measure-owner',
]);
