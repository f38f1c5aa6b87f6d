import { useEffect, useState } from 'react';
import { useCall } from '#platform/design/calling/api.tsx';
import { Button } from '#platform/design/controls/button.tsx';
import { Facts } from '#platform/design/patterns/card-list.tsx';
import { RefusalNotice } from '#platform/design/patterns/refusal-notice.tsx';
import { useReader } from '#platform/design/reader/reader.tsx';
import { ADDRESS_FIELDS } from '../domain/address.ts';
import { showAddress } from '../endpoints.ts';

type Address = Readonly<Record<string, unknown>>;

/** Seconds until an opened address covers itself again. */
const OPEN_SECONDS = 60;

/**
 * PR-4: covered until it is touched, and covered again by itself. Each opening asks the server
 * anew, which writes who it was. It never comes onto paper.
 */
export function SafePlaceAddress({ recordId }: { readonly recordId: string }) {
  const { words } = useReader();
  const { run, isBusy, refusal } = useCall(showAddress);
  const [address, setAddress] = useState<Address | undefined>(undefined);
  useEffect(() => {
    if (!address) return undefined;
    const timer = window.setTimeout(() => setAddress(undefined), OPEN_SECONDS * 1000);
    return () => window.clearTimeout(timer);
  }, [address]);
  const open = async () => {
    const shown = await run({ recordId });
    if (shown.ok) setAddress(shown.value.address);
  };
  return (
    <div className="screen-only stack-close">
      <Button
        icon="cover"
        isBusy={isBusy}
        expanded={address !== undefined}
        onPress={() => (address ? setAddress(undefined) : void open())}
      >
        {words(address ? 'address.cover' : 'address.show')}
      </Button>
      <p className="small quiet">{words('address.line')}</p>
      {refusal ? <RefusalNotice refusal={refusal} isNews /> : null}
      {address ? (
        <div aria-live="polite">
          <Facts
            items={ADDRESS_FIELDS.flatMap((field) => {
              const answer = address[field];
              if (typeof answer !== 'string') return [];
              const value = (
                <span className="as-typed" dir="auto">
                  {answer}
                </span>
              );
              return [{ label: words(`form.safe-place.field.${field}`), value }];
            })}
          />
        </div>
      ) : null}
    </div>
  );
}
