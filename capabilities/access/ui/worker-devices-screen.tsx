import { useState } from 'react';
import type { WorkerId } from '#kernel/ids.ts';
import type { OutputOf } from '#kernel/endpoint.ts';
import { Answered } from '#platform/design/calling/answered.tsx';
import { useAnswer, useCall } from '#platform/design/calling/api.tsx';
import { Button } from '#platform/design/controls/button.tsx';
import { Page, Section } from '#platform/design/patterns/page.tsx';
import { RefusalNotice } from '#platform/design/patterns/refusal-notice.tsx';
import { useReader } from '#platform/design/reader/reader.tsx';
import { endDeviceOf, endDevicesOf, listDevicesOf } from '../device-endpoints.ts';
import { listFieldDevicesOf } from '../field-device-endpoints.ts';
import { FieldDeviceList } from './field-device-list.tsx';
import { EndSessionDialog, SessionLine } from './session-line.tsx';

type Devices = OutputOf<typeof listDevicesOf>;
type Session = Devices['sessions'][number];

/** AC-16: where a worker is signed in, and the way to sign them out there: a lost phone. */
export function WorkerDevicesScreen({ workerId }: { readonly workerId: WorkerId }) {
  const { words } = useReader();
  const answer = useAnswer(listDevicesOf, { workerId });
  const fieldDevices = useAnswer(listFieldDevicesOf, { workerId });
  return (
    <Page
      title={answer.state === 'ready' ? answer.value.worker.name : words('workers.devices')}
      lead={words('workers.devices.lead')}
      back={{ to: '/account/workers', label: words('workers.title') }}
    >
      <Answered answer={answer}>
        {(devices) => (
          <Devices
            devices={devices}
            onEnded={() => (answer.state === 'ready' ? answer.again() : undefined)}
          />
        )}
      </Answered>
      <Section title={words('field-devices.title')}>
        <FieldDeviceList answer={fieldDevices} />
      </Section>
    </Page>
  );
}

function Devices(props: { readonly devices: Devices; readonly onEnded: () => void }) {
  const { words } = useReader();
  const one = useCall(endDeviceOf);
  const all = useCall(endDevicesOf);
  const [ending, setEnding] = useState<Session | 'all' | undefined>(undefined);
  const { sessions, worker } = props.devices;
  const refusal = one.refusal ?? all.refusal;
  const end = async () => {
    if (ending === undefined) return;
    const workerId = worker.id;
    const ended =
      ending === 'all'
        ? await all.run({ workerId })
        : await one.run({ workerId, sessionId: ending.id });
    setEnding(undefined);
    if (ended.ok) props.onEnded();
  };
  if (sessions.length === 0) return <p>{words('workers.devices.none')}</p>;
  return (
    <>
      {refusal ? <RefusalNotice refusal={refusal} isNews /> : null}
      <ul className="bare-list cards" aria-label={words('sessions.title')}>
        {sessions.map((session) => (
          <SessionLine key={session.id} session={session} onEnd={() => setEnding(session)} />
        ))}
      </ul>
      <div className="row">
        <Button onPress={() => setEnding('all')}>{words('workers.devices.end-all')}</Button>
      </div>
      <EndSessionDialog
        ending={ending}
        allTitle={words('workers.devices.end-all.title')}
        isBusy={one.isBusy || all.isBusy}
        onEnd={() => void end()}
        onClose={() => setEnding(undefined)}
      />
    </>
  );
}
