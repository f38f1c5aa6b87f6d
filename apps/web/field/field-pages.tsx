import { type ReactNode, useState } from 'react';
import { ButtonLink } from '#platform/design/controls/link.tsx';
import { Page } from '#platform/design/patterns/page.tsx';
import { Skeleton } from '#platform/design/patterns/waiting.tsx';
import { useReader } from '#platform/design/reader/reader.tsx';
import type { FieldDevice, OpenDevice } from '#platform/device/field-device.ts';
import { useGo } from '../pages/worker-here.ts';
import { useMe, useSession } from '../session.tsx';
import { CarryPage as Carry } from './carry-page.tsx';
import { useFieldState, useLoadedField, useOpenDevice } from './field-context.tsx';
import { WithFieldWords } from './field-words.tsx';
import { ManagePage } from './manage-page.tsx';
import { QuarantinePage as Quarantine } from './quarantine-page.tsx';
import { SetUpPage } from './set-up-page.tsx';
import { TakeInPage as TakeIn } from './take-in-page.tsx';
import { TrayPage as Tray } from './tray-page.tsx';

export function FieldPage() {
  return (
    <Worded>
      <SetUpOrManage />
    </Worded>
  );
}

export function TrayPage() {
  const go = useGo();
  return <OnDevice>{(open) => <Tray open={open} go={go} />}</OnDevice>;
}

export function CarryPage() {
  return <OnDevice>{(open) => <Carry open={open} />}</OnDevice>;
}

export function TakeInPage() {
  return (
    <Worded>
      <TakeIn />
    </Worded>
  );
}

export function QuarantinePage() {
  return (
    <Worded>
      <Quarantine />
    </Worded>
  );
}

function Worded({ children }: { readonly children: ReactNode }) {
  return <WithFieldWords waiting={<Skeleton lines={4} />}>{children}</WithFieldWords>;
}

function SetUpOrManage() {
  const device = useLoadedField();
  return device ? <Loaded device={device} /> : <Skeleton lines={4} />;
}

function Loaded({ device }: { readonly device: FieldDevice }) {
  const { state } = useFieldState();
  const open = useOpenDevice();
  // Who has just set it up stays on the last step, with the way on; a later visit finds the rest.
  const [isNew] = useState(state === 'none');
  const { worker } = useMe();
  const { purpose } = useSession();
  if (isNew) return <SetUpPage device={device} worker={worker.id} purpose={purpose} />;
  return open ? <ManagePage device={device} open={open} /> : <Skeleton lines={4} />;
}

function OnDevice(props: { readonly children: (open: OpenDevice) => ReactNode }) {
  const open = useOpenDevice();
  return <Worded>{open ? props.children(open) : <NotHere />}</Worded>;
}

function NotHere() {
  const { words } = useReader();
  return (
    <Page
      title={words('field.none')}
      lead={words('field.none.what')}
      action={<ButtonLink to="/field">{words('field.set-up')}</ButtonLink>}
    />
  );
}
