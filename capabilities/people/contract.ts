export { nameKeys } from './domain/name-keys.ts';
export { type NameNearness, nearnessOf } from './domain/name-nearness.ts';
