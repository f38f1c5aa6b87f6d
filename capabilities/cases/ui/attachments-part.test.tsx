import { cleanup, fireEvent, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { BlobId } from '#kernel/blob.ts';
import { RecordId } from '#kernel/ids.ts';
import { accept, type Refusal } from '#kernel/result.ts';
import { type Api, ApiProvider } from '#platform/design/calling/api.tsx';
import { show } from '#platform/design/testing/show.tsx';
import { aRecordId, now } from '../domain/examples.ts';
import { type AttachmentWay, AttachmentWayContext } from './attachment-way.ts';
import { AttachmentsPart } from './attachments-part.tsx';

afterEach(cleanup);

const recordId = RecordId.parse(aRecordId());
const blobId = BlobId.parse('00000000-0000-4000-8000-000000000009');
const one = {
  entryId: '00000000-0000-7000-8000-0000000000aa',
  blobId,
  class: 'identity',
  mediaType: 'image/jpeg',
  bytes: 300_000,
  what: 'photo-for-tracing',
  note: 'A blue shirt.',
  at: now,
  by: { id: '00000000-0000-7000-8000-0000000000d1', name: 'Sela Invented' },
  isHere: true,
  mayBeShown: true,
};

function aWay(over: Partial<AttachmentWay> = {}): AttachmentWay {
  return {
    keep: () => Promise.resolve(accept(true)),
    send: () => undefined,
    drop: () => Promise.resolve(),
    waiting: [],
    isKeptHere: true,
    open: () => Promise.resolve(accept(new Blob())),
    save: () => undefined,
    ...over,
  };
}

function showPart(
  attachment: object,
  way: Partial<AttachmentWay> = {},
  writable: readonly string[] = ['identity'],
) {
  const answer = { attachments: [{ ...one, ...attachment }], writable, mayTraceWithPhoto: true };
  let asked = 0;
  const api: Api = {
    call: () => {
      asked += 1;
      return Promise.resolve(accept(answer) as never);
    },
  };
  const shown = (now: Partial<AttachmentWay>) => (
    <ApiProvider api={api}>
      <AttachmentWayContext value={aWay(now)}>
        <AttachmentsPart recordId={recordId} />
      </AttachmentWayContext>
    </ApiProvider>
  );
  const { rerender } = show(shown(way));
  return { asked: () => asked, rerender: (now: Partial<AttachmentWay>) => rerender(shown(now)) };
}

const onItsWay = (refusal: Refusal | null) => ({
  waiting: [{ blobId, recordId, sent: 2, parts: 7, refusal }],
});

test('[CA-28] a file that another device has is still coming, and cannot be opened yet', async () => {
  showPart({ isHere: false });
  expect(await screen.findByText('Still coming')).toBeDefined();
  expect(screen.queryByRole('link', { name: /^Open/ })).toBeNull();
});

test('[CA-28] one on its way from here says how far it is, and can be opened already', async () => {
  showPart({ isHere: false }, onItsWay({ code: 'network.unreachable' }));
  expect(
    await screen.findByText('2 of 7 parts sent · goes on when there is a network'),
  ).toBeDefined();
  expect(screen.getByRole('link', { name: /^Open/ })).toBeDefined();
  expect(screen.queryByText(/Keep Amparo open/)).toBeNull();
});

test('a browser that keeps nothing says so while it sends', async () => {
  showPart({ isHere: false }, { ...onItsWay(null), isKeptHere: false });
  expect(await screen.findByText(/Keep Amparo open/)).toBeDefined();
});

test('a file that the server does not take stays until its author gives it up, after a question', async () => {
  const dropped: string[] = [];
  const drop = (id: string) => Promise.resolve(void dropped.push(id));
  showPart({ isHere: false }, { ...onItsWay({ code: 'blobs.record.unknown' }), drop });
  fireEvent.click(await screen.findByRole('button', { name: 'Remove from this device' }));
  expect(await screen.findByText(/gone for good/)).toBeDefined();
  expect(dropped).toEqual([]);
  const buttons = screen.getAllByRole('button', { name: 'Remove from this device' });
  fireEvent.click(buttons.at(-1) ?? document.body);
  expect(dropped).toEqual([blobId]);
});

test('[CA-30] a photo without consent any more is marked, and stays', async () => {
  showPart({ mayBeShown: false });
  expect(await screen.findByText(/Not to be shown/)).toBeDefined();
  expect(screen.getByRole('link', { name: /^Open/ })).toBeDefined();
});

test('who may write no class gets no way to add', async () => {
  showPart({}, {}, []);
  expect(await screen.findByText('A blue shirt.')).toBeDefined();
  expect(screen.queryByRole('link', { name: 'Add a photo or paper' })).toBeNull();
});

test('the list is asked for once, and again when a file has arrived', async () => {
  const part = showPart({ isHere: false }, onItsWay(null));
  expect(await screen.findByText(/2 of 7 parts sent/)).toBeDefined();
  expect(part.asked()).toBe(1);
  part.rerender({});
  await screen.findByText('Still coming');
  expect(part.asked()).toBe(2);
});
