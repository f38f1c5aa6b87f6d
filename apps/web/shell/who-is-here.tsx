import { useState } from 'react';
import type { Refusal } from '#kernel/result.ts';
import { Button } from '#platform/design/controls/button.tsx';
import { Choice } from '#platform/design/controls/choice.tsx';
import { RefusalNotice } from '#platform/design/patterns/refusal-notice.tsx';
import { useReader } from '#platform/design/reader/reader.tsx';
import { type Me, useSession } from '../session.tsx';

/** Who is signed in, why they are at work now, and the way out. */
export function WhoIsHere() {
  const { now } = useSession();
  return now.state === 'signed-in' ? <Worker me={now.me} /> : null;
}

function Worker({ me }: { readonly me: Me }) {
  const { words } = useReader();
  const { purpose, choosePurpose, signOut } = useSession();
  const [refusal, setRefusal] = useState<Refusal | undefined>(undefined);
  return (
    <>
      {me.purposes.length > 1 ? (
        <Choice
          label={words('shell.purpose')}
          help={words('shell.purpose.help')}
          isFixed
          options={me.purposes.map((code) => ({ code, label: words(`purpose.${code}`) }))}
          value={purpose}
          onChange={(code) => {
            const chosen = me.purposes.find((one) => one === code);
            if (chosen) choosePurpose(chosen);
          }}
        />
      ) : null}
      <div className="stack">
        {refusal ? <RefusalNotice refusal={refusal} /> : null}
        <p>
          <bdi>{me.worker.name}</bdi>
          <br />
          <bdi className="quiet">{me.worker.agency.name}</bdi>
        </p>
        <Button onPress={() => void signOut().then(setRefusal)}>{words('shell.sign-out')}</Button>
      </div>
    </>
  );
}
