import { ACCESS } from './operations/of-access.ts';
import { BLOBS } from './operations/of-blobs.ts';
import { CASES } from './operations/of-cases.ts';
import { CONTACT } from './operations/of-contact.ts';
import { DRAFTS } from './operations/of-drafts.ts';
import { IDENTIFICATION } from './operations/of-identification.ts';
import { REFERRALS } from './operations/of-referrals.ts';
import { PROTECTION } from './operations/of-protection.ts';
import { SYNC } from './operations/of-sync.ts';
import type { Operation, Stage } from './operations/operation.ts';
import { openACase } from './test-case.ts';
import type { Client } from './test-country.ts';

export { canOf, type Operation, type Stage } from './operations/operation.ts';

/** Every operation on a record, with what each role definition promises of it. */
export const OPERATIONS: readonly Operation[] = [
  ...CASES,
  ...CONTACT,
  ...BLOBS,
  ...IDENTIFICATION,
  ...PROTECTION,
  ...REFERRALS,
  ...ACCESS,
  ...DRAFTS,
  ...SYNC,
];

/** Tries an operation on a case of its own. */
export async function tryOperation(
  { attempt }: Operation,
  who: Client,
  stage: Stage,
): Promise<string> {
  const made = await openACase(stage.author, stage.team);
  const { status, code } = await attempt(who, made, stage);
  return status === 200 ? 'ok' : (code ?? String(status));
}
