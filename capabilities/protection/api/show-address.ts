import { accept, refuse } from '#kernel/result.ts';
import { authorOf } from '#platform/commands/command-desk.ts';
import type { Handler } from '#platform/http/route.ts';
import { stateOf } from '#kernel/open-record.ts';
import { openRecord } from '#platform/journal/open-record.ts';
import { addressIn } from '../domain/address.ts';
import { safePlaceSection } from '../domain/sections.ts';
import type { showAddress } from '../endpoints.ts';
import type { ProtectionDesk } from './protection-desk.ts';

/** PR-4: the address, to whoever asks for it and may; the opening leaves a line of its own. */
export function showAddressHandler(desk: ProtectionDesk): Handler<typeof showAddress> {
  return async ({ recordId }, call) =>
    desk.database.attempt(authorOf(call), async (tx) => {
      const asked = { recordType: desk.recordType, recordId, action: 'protection.address-shown' };
      const record = await openRecord(tx, desk.opener, asked);
      if (!record) return refuse({ code: 'protection.case.unknown' });
      const place = stateOf(record, safePlaceSection);
      if (place === undefined)
        return refuse({ code: 'access.denied.class', class: safePlaceSection.class });
      const address = { ...addressIn(place?.answers ?? {}) };
      return Object.keys(address).length === 0
        ? refuse({ code: 'protection.safe-place.no-address' })
        : accept({ address });
    });
}
