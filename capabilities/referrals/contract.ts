export { everyReferralSection } from './domain/referral-sections.ts';
export { referralContract } from './domain/form-contract.ts';
export { clockOfClass } from './domain/clocks.ts';
export {
  classOfKind,
  mergeServices,
  ReferralClass,
  Service,
  ServicesDocument,
} from './domain/service.ts';
