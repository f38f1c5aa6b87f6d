import { lazy, Suspense, useState } from 'react';
import type { Instant } from '#kernel/instant.ts';
import type { OpenDevice, SyncState } from '#platform/device/field-device.ts';
import { Icon, type IconName } from '#platform/design/controls/icon.tsx';
import { Button as AriaButton } from 'react-aria-components/Button';
import { useReader } from '#platform/design/reader/reader.tsx';
import { useOpenDevice, useSync } from './field-context.tsx';
import { WithFieldWords } from './field-words.tsx';
import './status-line.css';

const StatusSheet = lazy(async () => ({
  default: (await import('./status-sheet.tsx')).StatusSheet,
}));

/** How sending stands, in one quiet line of every screen. A touch tells the rest. */
export function StatusLine() {
  const open = useOpenDevice();
  return open ? <Line open={open} /> : null;
}

function Line({ open }: { readonly open: OpenDevice }) {
  const { words, instant } = useReader();
  const sync = useSync(open);
  const [isOpen, setOpen] = useState(false);
  const parts = partsOf(sync).map(({ key, count, since }) =>
    words(key, { count, since: since ? instant(since) : '' }),
  );
  return (
    <>
      <AriaButton className="status-line" onPress={() => setOpen(true)}>
        <Icon name={signOf(sync)} />
        <span className="only-heard">{words('shell.field.label')} </span>
        <span>{parts.join(' · ')}</span>
      </AriaButton>
      {isOpen ? (
        <Suspense fallback={null}>
          <WithFieldWords>
            <StatusSheet open={open} onClose={() => setOpen(false)} />
          </WithFieldWords>
        </Suspense>
      ) : null}
    </>
  );
}

type Part = { readonly key: string; readonly count: number; readonly since?: Instant };

/** What a person should know, most pressing first; never more than four things. */
function partsOf(sync: SyncState): readonly Part[] {
  const parts: Part[] = [];
  if (sync.attention > 0) parts.push({ key: 'shell.field.attention', count: sync.attention });
  if (sync.waiting > 0) {
    parts.push({ key: 'shell.field.waiting', count: sync.waiting });
    if (sync.oldestAt) parts.push({ key: 'shell.field.since', count: 0, since: sync.oldestAt });
  } else parts.push({ key: 'shell.field.sent', count: 0 });
  if (sync.failure?.code === 'sign-in.required')
    parts.push({ key: 'shell.field.sign-in', count: 0 });
  else if (!sync.isReachable) parts.push({ key: 'shell.field.no-network', count: 0 });
  else if (sync.doing === 'sending') parts.push({ key: 'shell.field.sending', count: 0 });
  return parts;
}

function signOf(sync: SyncState): IconName {
  if (sync.attention > 0) return 'alert';
  if (sync.waiting > 0) return 'unsent';
  return 'done';
}
