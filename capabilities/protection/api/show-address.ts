import { refuse } from '#kernel/result.ts';
import { authorOf } from '#platform/commands/command-desk.ts';
import type { Handler } from '#platform/http/route.ts';
import { openRecord } from '#platform/journal/open-record.ts';
import { showAddress } from '../domain/show-address.ts';
import type { showAddress as showAddressEndpoint } from '../endpoints.ts';
import type { ProtectionDesk } from './protection-desk.ts';

/** PR-4: the address, to whoever asks for it and may; the opening leaves a line of its own. */
export function showAddressHandler(desk: ProtectionDesk): Handler<typeof showAddressEndpoint> {
  return async ({ recordId }, call) =>
    desk.database.attempt(authorOf(call), async (tx) => {
      const asked = { recordType: desk.recordType, recordId, action: 'protection.address-shown' };
      const record = await openRecord(tx, desk.opener, asked);
      if (!record) return refuse({ code: 'protection.case.unknown' });
      return showAddress(record);
    });
}
