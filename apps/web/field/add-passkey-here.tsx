import { useState } from 'react';
import type { Result } from '#kernel/result.ts';
import type { FieldDevice } from '#platform/device/field-device.ts';
import { Button } from '#platform/design/controls/button.tsx';
import { Notice } from '#platform/design/patterns/notice.tsx';
import { Section } from '#platform/design/patterns/page.tsx';
import { RefusalNotice } from '#platform/design/patterns/refusal-notice.tsx';
import { useReader } from '#platform/design/reader/reader.tsx';

/** A fingerprint or a face instead of the PIN, where phone and browser offer it. */
export function AddPasskey({ device }: { readonly device: FieldDevice }) {
  const { words } = useReader();
  const [isBusy, setBusy] = useState(false);
  const [result, setResult] = useState<Result<true> | undefined>(undefined);
  const add = async () => {
    setBusy(true);
    setResult(await device.addPasskey());
    setBusy(false);
  };
  return (
    <Section title={words('field.passkey')}>
      <p>{words('field.passkey.what')}</p>
      {result?.ok ? <Notice kind="done" title={words('field.passkey.done')} isNews /> : null}
      {result && !result.ok ? <RefusalNotice refusal={result.refusal} isNews /> : null}
      <div className="row">
        <Button isBusy={isBusy} onPress={() => void add()}>
          {words('field.passkey.add')}
        </Button>
      </div>
    </Section>
  );
}
