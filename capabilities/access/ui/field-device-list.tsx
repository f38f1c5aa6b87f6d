import { useState } from 'react';
import type { OutputOf } from '#kernel/endpoint.ts';
import { Answered } from '#platform/design/calling/answered.tsx';
import { type Answer, useCall } from '#platform/design/calling/api.tsx';
import { Button } from '#platform/design/controls/button.tsx';
import { Choice } from '#platform/design/controls/choice.tsx';
import { Dialog } from '#platform/design/patterns/dialog.tsx';
import { Mark } from '#platform/design/patterns/notice.tsx';
import { RefusalNotice } from '#platform/design/patterns/refusal-notice.tsx';
import { useReader } from '#platform/design/reader/reader.tsx';
import { RevokeReason } from '../domain/field-device.ts';
import { type listFieldDevices, revokeFieldDevice } from '../field-device-endpoints.ts';

type FieldDevices = OutputOf<typeof listFieldDevices>;
type FieldDevice = FieldDevices['devices'][number];

/** Browsers that carry cases, and the way to take one back: a lost phone, a colleague who left. */
export function FieldDeviceList({ answer }: { readonly answer: Answer<FieldDevices> }) {
  const { words } = useReader();
  const { run, isBusy, refusal } = useCall(revokeFieldDevice);
  const [revoking, setRevoking] = useState<FieldDevice | undefined>(undefined);
  const revoke = async (reason: RevokeReason) => {
    if (!revoking) return;
    const answered = await run({ deviceId: revoking.deviceId, reason });
    setRevoking(undefined);
    if (answered.ok && answer.state === 'ready') answer.again();
  };
  return (
    <Answered answer={answer}>
      {({ devices }) =>
        devices.length === 0 ? (
          <p>{words('field-devices.none')}</p>
        ) : (
          <>
            {refusal ? <RefusalNotice refusal={refusal} isNews /> : null}
            <ul className="bare-list cards" aria-label={words('field-devices.title')}>
              {devices.map((device) => (
                <FieldDeviceLine
                  key={device.deviceId}
                  device={device}
                  onRevoke={() => setRevoking(device)}
                />
              ))}
            </ul>
            {revoking ? (
              <RevokeDialog
                label={revoking.label}
                isBusy={isBusy}
                onRevoke={(reason) => void revoke(reason)}
                onClose={() => setRevoking(undefined)}
              />
            ) : null}
          </>
        )
      }
    </Answered>
  );
}

function FieldDeviceLine(props: { readonly device: FieldDevice; readonly onRevoke: () => void }) {
  const { words, instant } = useReader();
  const { device } = props;
  const [now] = useState(() => Date.now());
  const isLeaseOver = Date.parse(device.leaseUntil) <= now;
  return (
    <li className="card">
      <div className="card-body">
        <p className="card-title">
          <bdi>{device.label}</bdi>
        </p>
        <p className="small quiet">
          {words('field-devices.contact', { when: instant(device.lastContactAt) })}
        </p>
        {/* A lease that the server has ended says nothing of a device that does not know it yet. */}
        {device.revoked ? null : (
          <p className="small quiet">
            {words(isLeaseOver ? 'field-devices.lease-over' : 'field-devices.lease', {
              until: instant(device.leaseUntil),
            })}
          </p>
        )}
        {device.revoked?.wipedAt ? null : (
          <p className="small quiet">{words('field-devices.carries', { count: device.carries })}</p>
        )}
        <Standing device={device} />
      </div>
      <div className="card-marks">
        {device.revoked ? null : (
          <Button
            label={words('field-devices.revoke.of', { device: device.label })}
            onPress={props.onRevoke}
          >
            {words('field-devices.revoke')}
          </Button>
        )}
      </div>
    </li>
  );
}

/** Taken back is not yet empty: until the device has said so, what it carries may still be there. */
function Standing({ device }: { readonly device: FieldDevice }) {
  const { words, instant } = useReader();
  const { revoked, ordersOpen } = device;
  if (revoked?.wipedAt) {
    return (
      <Mark kind="done">{words('field-devices.wiped', { when: instant(revoked.wipedAt) })}</Mark>
    );
  }
  if (revoked) {
    return (
      <>
        <Mark kind="due">{words('field-devices.not-reached')}</Mark>
        <p className="small">
          {words('field-devices.revoked', {
            when: instant(revoked.at),
            reason: words(`field-devices.reason.${revoked.reason}`),
          })}{' '}
          {words('field-devices.not-reached.what')}
        </p>
      </>
    );
  }
  return ordersOpen > 0 ? (
    <Mark kind="due">{words('field-devices.orders', { count: ordersOpen })}</Mark>
  ) : null;
}

function RevokeDialog(props: {
  readonly label: string;
  readonly isBusy: boolean;
  readonly onRevoke: (reason: RevokeReason) => void;
  readonly onClose: () => void;
}) {
  const { words } = useReader();
  const [reason, setReason] = useState<RevokeReason>('lost');
  return (
    <Dialog
      title={words('field-devices.revoke.title')}
      isOpen
      onClose={props.onClose}
      actions={
        <>
          <Button onPress={props.onClose}>{words('field-devices.revoke.keep')}</Button>
          <Button kind="primary" isBusy={props.isBusy} onPress={() => props.onRevoke(reason)}>
            {words('field-devices.revoke')}
          </Button>
        </>
      }
    >
      <p>{words('field-devices.revoke.what', { device: props.label })}</p>
      <Choice
        label={words('field-devices.reason')}
        isFixed
        options={RevokeReason.options.map((code) => ({
          code,
          label: words(`field-devices.reason.${code}`),
        }))}
        value={reason}
        onChange={(code) => {
          const chosen = RevokeReason.safeParse(code);
          if (chosen.success) setReason(chosen.data);
        }}
      />
    </Dialog>
  );
}
