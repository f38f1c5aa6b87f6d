export { DraftKey } from './domain/draft-key.ts';
