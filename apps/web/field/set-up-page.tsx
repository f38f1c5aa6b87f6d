import { type FormEvent, useEffect, useState } from 'react';
import type { WorkerId } from '#kernel/ids.ts';
import type { Refusal } from '#kernel/result.ts';
import type { Purpose } from '#kernel/sensitivity.ts';
import type { FieldDevice, OpenDevice } from '#platform/device/field-device.ts';
import { Button } from '#platform/design/controls/button.tsx';
import { ButtonLink } from '#platform/design/controls/link.tsx';
import { TextField } from '#platform/design/controls/text-field.tsx';
import { Notice } from '#platform/design/patterns/notice.tsx';
import { readPack } from '#platform/design/pack/pack.tsx';
import { Page, Section } from '#platform/design/patterns/page.tsx';
import { RefusalNotice } from '#platform/design/patterns/refusal-notice.tsx';
import { useReader } from '#platform/design/reader/reader.tsx';
import { facts as readFacts } from '#platform/sync/protocol/endpoints.ts';
import { keptOf } from '../offline/answers/kept-answers.ts';
import { keptLanguage } from '../offline/keep-facts.ts';
import { AddPasskey } from './add-passkey-here.tsx';
import { useHeld, useOpenDevice, useSync } from './field-context.tsx';
import { PinField } from './pin-pad.tsx';
import { askToPersist } from './storage-here.ts';
import './field.css';

const PROMISES = ['does', 'keeps', 'promised', 'not-promised'] as const;

type OwnDevice = {
  readonly device: FieldDevice;
  readonly worker: WorkerId;
  readonly purpose: Purpose;
};

/** Makes this browser a field device: first what it means, then a PIN, then done. */
export function SetUpPage(props: OwnDevice) {
  const { words } = useReader();
  const { device } = props;
  const [step, setStep] = useState<'what' | 'pin' | 'done'>('what');
  return (
    <Page
      title={words('field.set-up')}
      lead={words('field.set-up.lead')}
      back={{ to: '/account', label: words('shell.account') }}
    >
      {step === 'what' ? <WhatItMeans onGoOn={() => setStep('pin')} /> : null}
      {step === 'pin' ? <ChoosePin {...props} onDone={() => setStep('done')} /> : null}
      {step === 'done' ? <Done device={device} /> : null}
    </Page>
  );
}

function WhatItMeans({ onGoOn }: { readonly onGoOn: () => void }) {
  const { words } = useReader();
  return (
    <>
      {PROMISES.map((part) => (
        <Section key={part} title={words(`field.set-up.${part}`)}>
          <p>{words(`field.set-up.${part}.what`)}</p>
        </Section>
      ))}
      <div className="row">
        <Button kind="primary" onPress={onGoOn}>
          {words('field.set-up.go-on')}
        </Button>
      </div>
    </>
  );
}

/** What is typed on the way to a field device, and the press that makes it one. */
function useChosen({ device, worker, purpose }: OwnDevice, onDone: () => void) {
  const [typed, setTyped] = useState({ who: '', label: '', pin: '', again: '' });
  const [isChecked, setChecked] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | undefined>(undefined);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    const isWhole = Object.values(typed).every((text) => text.trim() !== '');
    if (isBusy || !isWhole || typed.again !== typed.pin) return;
    setBusy(true);
    // Asked while the person's press still counts for the browser as their wish.
    await askToPersist();
    const { pin } = typed;
    const [who, label] = [typed.who.trim(), typed.label.trim()];
    const result = await device.setUp({ who, worker, purpose, pin, label });
    setBusy(false);
    if (result.ok) onDone();
    else setRefusal(result.refusal);
  };
  const field = (name: keyof typeof typed) => ({
    value: typed[name],
    onChange: (text: string) => setTyped((before) => ({ ...before, [name]: text })),
  });
  return { typed, field, isChecked, isBusy, refusal, submit };
}

function ChoosePin(props: OwnDevice & { readonly onDone: () => void }) {
  const { words } = useReader();
  const { typed, field, isChecked, isBusy, refusal, submit } = useChosen(props, props.onDone);
  const needed = (name: keyof typeof typed) =>
    isChecked && typed[name].trim() === '' ? words('field.needed-here') : undefined;
  const differs = isChecked && typed.again !== typed.pin;
  return (
    <form className="stack-wide" onSubmit={(event) => void submit(event)}>
      <TextField
        {...field('label')}
        label={words('field.set-up.label')}
        help={words('field.set-up.label.help')}
        issue={needed('label')}
        maxLength={60}
      />
      <TextField
        {...field('who')}
        label={words('field.lock.who')}
        help={words('field.set-up.who.help')}
        type="email"
        autoComplete="off"
        inputMode="email"
        issue={needed('who')}
      />
      <PinField
        {...field('pin')}
        label={words('field.set-up.pin')}
        help={words('field.set-up.pin.help')}
        issue={needed('pin')}
      />
      <PinField
        {...field('again')}
        label={words('field.set-up.pin.again')}
        issue={differs ? words('field.set-up.pin.differs') : needed('again')}
      />
      {refusal ? <RefusalNotice refusal={refusal} isNews /> : null}
      <div className="row">
        <Button kind="primary" type="submit" isBusy={isBusy}>
          {words('field.set-up.do')}
        </Button>
      </div>
    </form>
  );
}

/** Whoever leaves the network too early would stand before forms that are not here. */
async function isReadyHere({ store }: OpenDevice): Promise<boolean> {
  const language = await keptLanguage({ store });
  const [facts, pack] = await Promise.all([
    keptOf(store, readFacts, {}),
    keptOf(store, readPack, { language }),
  ]);
  return facts !== undefined && pack !== undefined;
}

function Done({ device }: { readonly device: FieldDevice }) {
  const { words } = useReader();
  const open = useOpenDevice();
  return (
    <>
      {open ? <WhetherReady open={open} /> : null}
      <AddPasskey device={device} />
      <div className="row">
        <ButtonLink to="/" kind="primary">
          {words('field.set-up.to-today')}
        </ButtonLink>
      </div>
    </>
  );
}

function WhetherReady({ open }: { readonly open: OpenDevice }) {
  const { words } = useReader();
  const sync = useSync(open);
  const { value: knows, again } = useHeld(open, isReadyHere);
  const isReady =
    knows === true &&
    sync.lastContactAt !== null &&
    sync.doing === 'resting' &&
    sync.incomplete === 0;
  useEffect(() => {
    // What is known of worker and pack arrives beside the pages of sync, which tell nothing of it.
    const timer = isReady ? undefined : window.setInterval(again, 1000);
    return () => window.clearInterval(timer);
  }, [isReady, again]);
  return isReady ? (
    <Notice kind="done" title={words('field.set-up.ready')} isNews>
      <p>{words('field.set-up.ready.what', { count: sync.records })}</p>
    </Notice>
  ) : (
    <Notice kind="due" title={words('field.set-up.done')} isNews>
      <p>{words('field.set-up.done.what')}</p>
    </Notice>
  );
}
