import { AccessGranted, accessSection, GrantEnded } from '#capabilities/access/contract.ts';
import { draft, type Made } from '#kernel/command.ts';
import type { DraftEntry } from '#kernel/entry.ts';
import type { GrantId } from '#kernel/ids.ts';
import type { Purpose } from '#kernel/sensitivity.ts';
import type { Opened } from '../domain/referral-sections.ts';

type Marked = Pick<Made, 'entryId' | 'deviceTime'>;

/** The part `access` tells who was let in by a referral exactly as it tells of sharing. */
export function grantedEntry(
  made: Marked,
  { team, ...opened }: Opened & { readonly purpose: Purpose },
): DraftEntry {
  const said = { ...opened, kind: 'referral', to: { team }, mayWrite: true };
  return draft(made, accessSection, { type: 'access.granted', body: AccessGranted.parse(said) });
}

export function grantEndedEntry(made: Marked, grantId: GrantId): DraftEntry {
  const body = GrantEnded.parse({ grantId });
  return draft(made, accessSection, { type: 'access.grant-ended', body });
}
