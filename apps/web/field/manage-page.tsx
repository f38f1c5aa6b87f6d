import { type FormEvent, useState } from 'react';
import type { Refusal, Result } from '#kernel/result.ts';
import type { FieldDevice, OpenDevice } from '#platform/device/field-device.ts';
import { Button } from '#platform/design/controls/button.tsx';
import { ButtonLink } from '#platform/design/controls/link.tsx';
import { Facts } from '#platform/design/patterns/card-list.tsx';
import { Dialog } from '#platform/design/patterns/dialog.tsx';
import { Notice } from '#platform/design/patterns/notice.tsx';
import { Page, Section } from '#platform/design/patterns/page.tsx';
import { RefusalNotice } from '#platform/design/patterns/refusal-notice.tsx';
import { useReader } from '#platform/design/reader/reader.tsx';
import { AddPasskey } from './add-passkey-here.tsx';
import { useSync } from './field-context.tsx';
import { PinField } from './pin-pad.tsx';
import { useStorageFacts } from './storage-facts.tsx';
import './field.css';

/** The field device that is set up here: what it keeps, its PIN, and the end of it. */
export function ManagePage(props: { readonly device: FieldDevice; readonly open: OpenDevice }) {
  const { words } = useReader();
  const storage = useStorageFacts();
  return (
    <Page
      title={words('field.set-up')}
      lead={words('field.manage.lead')}
      back={{ to: '/account', label: words('shell.account') }}
    >
      <Facts items={storage} />
      <Notice kind="info" title={words('field.set-up.not-promised')}>
        <p>{words('field.set-up.not-promised.what')}</p>
      </Notice>
      <Section title={words('field.carry')}>
        <div className="row">
          <ButtonLink to="/field/carry">{words('field.carry.open')}</ButtonLink>
        </div>
      </Section>
      <Section title={words('field.pin.change')}>
        <ChangePin device={props.device} />
      </Section>
      <AddPasskey device={props.device} />
      <Section title={words('field.forget')}>
        <Forget {...props} />
      </Section>
    </Page>
  );
}

function ChangePin({ device }: { readonly device: FieldDevice }) {
  const { words } = useReader();
  const [pin, setPin] = useState('');
  const [isBusy, setBusy] = useState(false);
  const [result, setResult] = useState<Result<true> | undefined>(undefined);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (pin === '' || isBusy) return;
    setBusy(true);
    setResult(await device.changePin(pin));
    setBusy(false);
    setPin('');
  };
  return (
    <form className="stack" onSubmit={(event) => void submit(event)}>
      <PinField
        label={words('field.pin.new')}
        help={words('field.set-up.pin.help')}
        value={pin}
        onChange={setPin}
      />
      {result?.ok ? <Notice kind="done" title={words('field.pin.changed')} isNews /> : null}
      {result && !result.ok ? <RefusalNotice refusal={result.refusal} isNews /> : null}
      <div className="row">
        <Button type="submit" isBusy={isBusy}>
          {words('field.pin.change')}
        </Button>
      </div>
    </form>
  );
}

function Forget(props: { readonly device: FieldDevice; readonly open: OpenDevice }) {
  const { words } = useReader();
  const { waiting } = useSync(props.open);
  const [isAsking, setAsking] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | undefined>(undefined);
  const forget = async () => {
    setBusy(true);
    const result = await props.device.forget({ andLose: waiting > 0 });
    setBusy(false);
    setAsking(false);
    setRefusal(result.ok ? undefined : result.refusal);
  };
  return (
    <div className="stack">
      <p>{words('field.forget.what')}</p>
      {refusal ? <RefusalNotice refusal={refusal} isNews /> : null}
      <div className="row">
        <Button onPress={() => setAsking(true)}>{words('field.forget')}</Button>
      </div>
      <Dialog
        title={words('field.forget.sure')}
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        actions={
          <>
            <Button kind="danger" isBusy={isBusy} onPress={() => void forget()}>
              {words(waiting > 0 ? 'field.forget.and-lose' : 'field.forget.do')}
            </Button>
            <Button onPress={() => setAsking(false)}>{words('field.forget.stay')}</Button>
          </>
        }
      >
        <p>
          {waiting > 0
            ? words('field.forget.loses', { count: waiting })
            : words('field.forget.all-sent')}
        </p>
      </Dialog>
    </div>
  );
}
