export { withheldFromTimeline } from './domain/address.ts';
export { formContracts } from './domain/form-contracts.ts';
export { guardianClock, type SpeaksForChild } from './domain/guardian-clock.ts';
export type { Elsewhere, PartProgress } from './domain/measure-parts.ts';
export {
  assessmentSection,
  guardianSection,
  healthSection,
  justiceSection,
  measuresSection,
  protectionSections,
  safePlaceSection,
} from './domain/sections.ts';
