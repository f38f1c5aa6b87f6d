import { useState } from 'react';
import type { OutputOf } from '#kernel/endpoint.ts';
import { Answered } from '#platform/design/calling/answered.tsx';
import { useAnswer, useCall } from '#platform/design/calling/api.tsx';
import { Button } from '#platform/design/controls/button.tsx';
import { Dialog } from '#platform/design/patterns/dialog.tsx';
import { RefusalNotice } from '#platform/design/patterns/refusal-notice.tsx';
import { useReader } from '#platform/design/reader/reader.tsx';
import { listPasskeys, removePasskey, signInWays } from '../factor-endpoints.ts';
import { AddPasskey } from './add-passkey.tsx';
import { hasPasskeysHere } from './passkey-browser.ts';

type Passkey = OutputOf<typeof listPasskeys>['passkeys'][number];

/** One's own passkeys: what is there, one more, one less. */
export function PasskeyList(props: { readonly onChanged: () => void }) {
  const { words } = useReader();
  const answer = useAnswer(listPasskeys, {});
  const ways = useAnswer(signInWays, {});
  const [isAdding, setAdding] = useState(false);
  const canMake = ways.state === 'ready' && hasPasskeysHere(ways.value.passkeys);
  return (
    <div className="stack">
      <p>{words('passkey.why')}</p>
      <Answered answer={answer}>
        {({ passkeys }) => (
          <PasskeyCards
            passkeys={passkeys}
            onRemoved={() => {
              if (answer.state !== 'waiting') answer.again();
              props.onChanged();
            }}
          />
        )}
      </Answered>
      {ways.state === 'ready' && !canMake ? (
        <p className="small quiet">{words('passkey.not-here')}</p>
      ) : null}
      {isAdding ? (
        <AddPasskey
          onCancel={() => setAdding(false)}
          onAdded={() => {
            setAdding(false);
            if (answer.state !== 'waiting') answer.again();
            props.onChanged();
          }}
        />
      ) : null}
      {canMake && !isAdding ? (
        <div className="row">
          <Button icon="add" onPress={() => setAdding(true)}>
            {words('passkey.add')}
          </Button>
        </div>
      ) : null}
    </div>
  );
}

function PasskeyCards(props: {
  readonly passkeys: readonly Passkey[];
  readonly onRemoved: () => void;
}) {
  const { words } = useReader();
  const { run, isBusy, refusal } = useCall(removePasskey);
  const [removing, setRemoving] = useState<Passkey | undefined>(undefined);
  if (props.passkeys.length === 0) return <p className="quiet">{words('passkey.none')}</p>;
  const remove = async (passkey: Passkey) => {
    const removed = await run({ passkeyId: passkey.id });
    setRemoving(undefined);
    if (removed.ok) props.onRemoved();
  };
  return (
    <>
      {refusal ? <RefusalNotice refusal={refusal} isNews /> : null}
      <ul className="bare-list cards" aria-label={words('passkey.title')}>
        {props.passkeys.map((passkey) => (
          <PasskeyCard key={passkey.id} passkey={passkey} onRemove={() => setRemoving(passkey)} />
        ))}
      </ul>
      <Dialog
        title={words('passkey.remove.title')}
        isOpen={removing !== undefined}
        onClose={() => setRemoving(undefined)}
        actions={
          <>
            <Button onPress={() => setRemoving(undefined)}>{words('passkey.remove.keep')}</Button>
            <Button
              kind="primary"
              isBusy={isBusy}
              onPress={() => (removing ? void remove(removing) : undefined)}
            >
              {words('passkey.remove')}
            </Button>
          </>
        }
      >
        <p>{words('passkey.remove.what', { name: removing?.name ?? '' })}</p>
      </Dialog>
    </>
  );
}

function PasskeyCard(props: { readonly passkey: Passkey; readonly onRemove: () => void }) {
  const { words, instant } = useReader();
  const { name, createdAt, lastUsedAt } = props.passkey;
  return (
    <li className="card">
      <div className="card-body">
        <p className="card-title">
          <bdi>{name}</bdi>
        </p>
        <p className="small quiet">
          {lastUsedAt === null
            ? words('passkey.unused')
            : words('passkey.used', { when: instant(lastUsedAt) })}
        </p>
        <p className="small quiet">{words('passkey.since', { when: instant(createdAt) })}</p>
      </div>
      <div className="card-marks">
        <Button label={words('passkey.remove.of', { name })} onPress={props.onRemove}>
          {words('passkey.remove')}
        </Button>
      </div>
    </li>
  );
}
