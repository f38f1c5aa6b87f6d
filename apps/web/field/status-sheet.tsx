import { useState } from 'react';
import type { Instant } from '#kernel/instant.ts';
import type { OpenDevice, SyncState } from '#platform/device/field-device.ts';
import { Button } from '#platform/design/controls/button.tsx';
import { ButtonLink } from '#platform/design/controls/link.tsx';
import { Facts } from '#platform/design/patterns/card-list.tsx';
import { Dialog } from '#platform/design/patterns/dialog.tsx';
import { Notice } from '#platform/design/patterns/notice.tsx';
import { type Reader, useReader } from '#platform/design/reader/reader.tsx';
import { useFieldState, useSync } from './field-context.tsx';
import { useStorageFacts } from './storage-facts.tsx';
import './field.css';

/** How work stands on this device: what waits, since when, why, and what a person can do about it. */
export function StatusSheet(props: { readonly open: OpenDevice; readonly onClose: () => void }) {
  const { open, onClose } = props;
  const { words } = useReader();
  const sync = useSync(open);
  return (
    <Dialog place="side" title={words('field.status')} isOpen onClose={onClose}>
      <div className="stack-wide">
        <Whether sync={sync} />
        <WhatToDo open={open} sync={sync} onClose={onClose} />
        <HowItStands sync={sync} />
        <ButtonLink to="/field" onPress={onClose}>
          {words('field.manage')}
        </ButtonLink>
      </div>
    </Dialog>
  );
}

function Whether({ sync }: { readonly sync: SyncState }) {
  const reader = useReader();
  const { words } = reader;
  if (sync.waiting === 0) return <Notice kind="done" title={words('field.status.sent')} isNews />;
  const values = { count: sync.waiting, since: at(reader, sync.oldestAt) };
  return (
    <Notice kind="due" title={words('field.status.waiting', values)} isNews>
      <p>{words(`field.why.${whyOf(sync)}`)}</p>
      <p>{words('field.status.safe')}</p>
    </Notice>
  );
}

type Why = 'sign-in' | 'no-network' | 'sending' | 'trouble' | 'soon';

function whyOf(sync: SyncState): Why {
  if (sync.failure?.code === 'sign-in.required') return 'sign-in';
  if (sync.doing === 'sending') return 'sending';
  if (!sync.isReachable) return 'no-network';
  return sync.failure ? 'trouble' : 'soon';
}

function WhatToDo(props: {
  readonly open: OpenDevice;
  readonly sync: SyncState;
  readonly onClose: () => void;
}) {
  const { words } = useReader();
  const { open, sync, onClose } = props;
  const [isBusy, setBusy] = useState(false);
  const tryNow = async () => {
    setBusy(true);
    await open.syncNow();
    setBusy(false);
  };
  const needsSignIn = sync.failure?.code === 'sign-in.required';
  return (
    <div className="stack">
      {sync.attention > 0 ? (
        <ButtonLink to="/field/tray" kind="primary" onPress={onClose}>
          {words('field.tray.open', { count: sync.attention })}
        </ButtonLink>
      ) : null}
      {needsSignIn ? (
        <ButtonLink to="/sign-in" onPress={onClose}>
          {words('field.lock.sign-in')}
        </ButtonLink>
      ) : null}
      <Button isBusy={isBusy || sync.doing === 'sending'} onPress={() => void tryNow()}>
        {words('field.try-now')}
      </Button>
      {sync.isBackupDue ? (
        <Notice kind="due" title={words('field.backup.due')}>
          <p>{words('field.backup.due.why')}</p>
        </Notice>
      ) : null}
      {sync.waiting > 0 ? (
        <ButtonLink to="/field/carry" onPress={onClose}>
          {words('field.carry.open')}
        </ButtonLink>
      ) : null}
    </div>
  );
}

function HowItStands({ sync }: { readonly sync: SyncState }) {
  const reader = useReader();
  const { words, number } = reader;
  const state = useFieldState();
  const storage = useStorageFacts();
  const items = [
    { label: words('field.last-contact'), value: at(reader, sync.lastContactAt) },
    ...(sync.nextTryAt && sync.waiting > 0
      ? [{ label: words('field.next-try'), value: at(reader, sync.nextTryAt) }]
      : []),
    { label: words('field.cases'), value: number(sync.records) },
    ...(sync.incomplete > 0
      ? [{ label: words('field.cases.coming'), value: number(sync.incomplete) }]
      : []),
    ...(state.state === 'open'
      ? [{ label: words('field.lease'), value: at(reader, state.leaseUntil) }]
      : []),
    ...storage,
  ];
  return <Facts items={items} />;
}

function at({ instant, words }: Reader, time: Instant | null): string {
  return time ? instant(time) : words('field.never');
}
