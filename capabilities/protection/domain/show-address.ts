import { type OpenRecord, stateOf } from '#kernel/open-record.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import type { SensitivityClass } from '#kernel/sensitivity.ts';
import { type AddressBeside, addressesBeside, addressIn } from './address.ts';
import { safePlaceSection } from './sections.ts';

type ShowAddressRefusal =
  | { readonly code: 'access.denied.class'; readonly class: SensitivityClass }
  | { readonly code: 'protection.safe-place.no-address' };

/** PR-4: the address, and what stands beside it until someone decides. */
export function showAddress(
  record: Pick<OpenRecord, 'readable' | 'states'>,
): Result<
  { readonly address: Record<string, unknown>; readonly beside: AddressBeside[] },
  ShowAddressRefusal
> {
  const place = stateOf(record, safePlaceSection);
  if (place === undefined)
    return refuse({ code: 'access.denied.class', class: safePlaceSection.class });
  const address = { ...addressIn(place?.answers ?? {}) };
  const beside = place ? [...addressesBeside(place)] : [];
  return Object.keys(address).length === 0 && beside.length === 0
    ? refuse({ code: 'protection.safe-place.no-address' })
    : accept({ address, beside });
}
