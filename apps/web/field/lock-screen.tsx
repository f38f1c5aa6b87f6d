import { type FormEvent, useState } from 'react';
import type { Refusal, Result } from '#kernel/result.ts';
import type { FieldDevice, FieldState } from '#platform/device/field-device.ts';
import { Button } from '#platform/design/controls/button.tsx';
import { TextField } from '#platform/design/controls/text-field.tsx';
import { Notice } from '#platform/design/patterns/notice.tsx';
import { type Reader, useReader } from '#platform/design/reader/reader.tsx';
import { LockParcels } from './lock-parcels.tsx';
import { PinPad } from './pin-pad.tsx';
import './field.css';

export type Locked = Extract<FieldState, { state: 'locked' }>;

/** Only a network opens these: the share that the server gives is gone, or may not be used. */
const ONLINE_ONLY: ReadonlySet<Locked['because']> = new Set([
  'lease-over',
  'clock-went-back',
  'too-many-tries',
  'revoked',
]);

/** Covers everything while the device is locked. It tells of nobody and of no case. */
export function LockScreen(props: {
  readonly device: FieldDevice;
  readonly locked: Locked;
  /** Signing in with a network instead, in front of an empty page. */
  readonly onSignIn: () => void;
}) {
  const { words } = useReader();
  const { locked } = props;
  const isOnlineOnly = ONLINE_ONLY.has(locked.because);
  return (
    <main className="lock" aria-label={words('field.lock.title')}>
      <div className="lock-middle stack-wide">
        <h1>{words('field.lock.title')}</h1>
        {isOnlineOnly ? (
          <>
            <Notice kind="due" title={words(`field.lock.because.${locked.because}`)}>
              <p>{words(`field.lock.do.${locked.because}`)}</p>
            </Notice>
            <Button kind="primary" isWide onPress={props.onSignIn}>
              {words('field.lock.sign-in')}
            </Button>
          </>
        ) : (
          <>
            <p>
              {words(`field.lock.because.${locked.because}`)}{' '}
              {words(`field.lock.do.${locked.because}`)}
            </p>
            <Unlock {...props} />
          </>
        )}
        <LockParcels device={props.device} />
      </div>
    </main>
  );
}

function Unlock(props: {
  readonly device: FieldDevice;
  readonly locked: Locked;
  readonly onSignIn: () => void;
}) {
  const reader = useReader();
  const { words } = reader;
  const { device, locked } = props;
  const [who, setWho] = useState('');
  const [pin, setPin] = useState('');
  const [isBusy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | undefined>(undefined);
  const needsWho = locked.people > 1;
  const attempt = async (unlocking: Promise<Result<true>>) => {
    setBusy(true);
    const result = await unlocking;
    setBusy(false);
    setPin('');
    setRefusal(result.ok ? undefined : result.refusal);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (pin === '' || isBusy) return;
    void attempt(device.unlockWithPin(pin, ...(needsWho ? [who.trim()] : [])));
  };
  return (
    <form className="stack-wide" onSubmit={submit}>
      {needsWho ? (
        <TextField
          label={words('field.lock.who')}
          type="email"
          inputMode="email"
          size="full"
          value={who}
          onChange={setWho}
        />
      ) : null}
      <PinPad
        label={words('field.pin')}
        value={pin}
        onChange={setPin}
        issue={refusal ? sentenceOf(reader, refusal) : undefined}
      />
      <Button kind="primary" type="submit" isWide isBusy={isBusy}>
        {words('field.lock.open')}
      </Button>
      <div className="row">
        {locked.hasPasskey ? (
          <Button isBusy={isBusy} onPress={() => void attempt(device.unlockWithPasskey())}>
            {words('field.lock.passkey')}
          </Button>
        ) : null}
        <Button kind="plain" onPress={props.onSignIn}>
          {words('field.lock.not-you')}
        </Button>
      </div>
    </form>
  );
}

/** What went wrong in one line below the field; how many tries are left is part of it. */
function sentenceOf({ words, wordsIfAny }: Reader, refusal: Refusal): string {
  const left: unknown = Reflect.get(refusal, 'triesLeft');
  if (typeof left === 'number') return words('field.lock.wrong', { left });
  const seconds: unknown = Reflect.get(refusal, 'waitSeconds');
  if (typeof seconds === 'number') return words('field.lock.wait', { seconds });
  return wordsIfAny(`refusal.${refusal.code}`) ?? words('field.lock.not-opened');
}
