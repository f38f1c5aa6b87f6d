import { type ReactNode, useState } from 'react';
import type { OutputOf } from '#kernel/endpoint.ts';
import { useCall } from '#platform/design/calling/api.tsx';
import { Button } from '#platform/design/controls/button.tsx';
import { Notice } from '#platform/design/patterns/notice.tsx';
import { RefusalNotice } from '#platform/design/patterns/refusal-notice.tsx';
import { useReader } from '#platform/design/reader/reader.tsx';
import { showAddress } from '../endpoints.ts';

/** PR-4: whoever changes a safe place opens its address, so that saving again does not lose it. */
export function OpenAddressFirst(props: {
  readonly recordId: string;
  readonly children: (shown: OutputOf<typeof showAddress>) => ReactNode;
}) {
  const { words } = useReader();
  const { run, isBusy, refusal } = useCall(showAddress);
  const [address, setAddress] = useState<OutputOf<typeof showAddress> | undefined>(undefined);
  if (address) return props.children(address);
  const open = async () => {
    const shown = await run({ recordId: props.recordId });
    if (shown.ok) setAddress(shown.value);
  };
  return (
    <>
      <Notice kind="info" title={words('address.change')}>
        <p>{words('address.change.what')}</p>
      </Notice>
      {refusal ? <RefusalNotice refusal={refusal} isNews /> : null}
      <div className="page-action">
        <Button kind="primary" isBusy={isBusy} onPress={() => void open()}>
          {words('address.change.open')}
        </Button>
      </div>
    </>
  );
}
