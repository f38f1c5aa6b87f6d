export { caseRecord } from './domain/case-record.ts';
export { formContracts } from './domain/form-contracts.ts';
export { RiskLevel } from './domain/risk-level.ts';
