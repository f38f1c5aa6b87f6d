import { me as readMe } from '#capabilities/access/endpoints.ts';
import { instantAt, type Instant } from '#kernel/instant.ts';
import type { Purpose } from '#kernel/sensitivity.ts';
import type { Api } from '#platform/design/calling/api.tsx';
import { noteArrived, noteKept } from '#platform/design/calling/kept-news.ts';
import { browserPasskeys } from '#platform/device/keys/passkeys.ts';
import { openFieldDevice } from '#platform/device/keys/open-field-device.ts';
import type { FieldDevice, OpenDevice } from '#platform/device/field-device.ts';
import { createApi } from '../api-client.ts';
import { queueOfDevice } from '../attachments/blob-queues.ts';
import { browserEngine } from './browser-engine.ts';
import { browserParcels } from './browser-parcels.ts';
import { dropDraftsWithout, dropOldDrafts } from './device-drafts.ts';
import type { FieldSide } from './field-link.ts';
import { keepFacts } from './keep-facts.ts';
import { keeping, keptOf } from './answers/kept-answers.ts';
import { caseSearches } from './case-searches.ts';
import { leaseServer } from './lease-server.ts';
import { openLocalWork } from './local-work.ts';
import { type LocalWork, offlineApi } from './offline-api.ts';

const TWENTY_SECONDS = 20_000;
const ACTIVE = ['pointerdown', 'keydown', 'visibilitychange'] as const;

export type StartOffline = {
  readonly fetch: typeof fetch;
  readonly language: () => string;
};

const now = (): Instant => instantAt(Date.now());

/** Time and hands, as a browser tells of them. */
const IN_BROWSER = {
  every: (work: () => void) => {
    const timer = window.setInterval(work, TWENTY_SECONDS);
    return () => window.clearInterval(timer);
  },
  onActivity: (active: () => void) => {
    for (const kind of ACTIVE) document.addEventListener(kind, active, { passive: true });
    return () => {
      for (const kind of ACTIVE) document.removeEventListener(kind, active);
    };
  },
};

/** The field device of this browser with everything that the app does on it. */
export async function startOffline(parts: StartOffline): Promise<FieldSide> {
  const direct = directWay(parts.fetch);
  const device = await openFieldDevice({
    server: leaseServer(direct),
    startEngine: browserEngine(direct, (store, dropped) => searches.beside(store, dropped)),
    passkeys: browserPasskeys(navigator.credentials),
    parcels: browserParcels(direct),
    now: Date.now,
    ...IN_BROWSER,
  });
  const changes = new Set<(recordIds: readonly string[]) => void>();
  const works = worksOf({
    device,
    direct,
    language: parts.language,
    renewed: (open) => {
      // Locked meanwhile: nothing of it is opened again.
      if (device.opened() === open) searches.begin(open);
    },
    changed: (recordIds) => {
      for (const changed of changes) changed(recordIds);
    },
  });
  const searches = caseSearches(works.of, now);
  device.subscribe(() => {
    const open = device.opened();
    if (open) searches.begin(open);
    else searches.end();
  });
  return {
    device,
    search: searches,
    watch: (changed) => {
      changes.add(changed);
      return () => changes.delete(changed);
    },
    apiOver: (over, purpose) =>
      offlineApi({
        direct: over,
        opened: device.opened,
        workOf: works.of,
        purpose,
        isOnline: () => navigator.onLine,
        now,
        onKept: noteKept,
        onArrived: noteArrived,
      }),
    keptMe: async () => {
      const open = device.opened();
      return open && keptOf(open.store, readMe, {});
    },
    keepMe: async (me) => {
      const open = device.opened();
      if (device.snapshot().state !== 'none') await device.renewLease(me.worker.id);
      if (open?.worker !== me.worker.id) return;
      await open.store.commit([keeping(readMe.id, {}, me, now())]);
      await works.renew(open);
      void open.syncNow();
    },
  };
}

/** Sync asks under the purpose of the device and never lays a sign-in over the screens. */
function directWay(send: typeof fetch): Api {
  return createApi({
    fetch: send,
    purpose: (): Purpose => 'child-protection',
    onSignedOut: () => Promise.resolve(false),
  });
}

/** What each unlocked device answers; made anew when what it knows of its worker or the pack changes. */
function worksOf({
  device,
  direct,
  language,
  renewed,
  changed,
}: {
  readonly device: FieldDevice;
  readonly direct: Api;
  readonly language: () => string;
  readonly renewed: (open: OpenDevice) => void;
  readonly changed: (recordIds: readonly string[]) => void;
}) {
  const works = new WeakMap<OpenDevice, Promise<LocalWork>>();
  const renew = async (open: OpenDevice) => {
    const isNew = await keepFacts(open, direct, { language: language(), now });
    if (!isNew) return;
    works.delete(open);
    renewed(open);
  };
  const followed = new WeakSet<OpenDevice>();
  device.subscribe(() => {
    const open = device.opened();
    if (!open || followed.has(open)) return;
    followed.add(open);
    // What waited when the device was locked goes on, whatever screen is open.
    queueOfDevice(open, direct);
    // Without ids: what is known of the worker has changed.
    open.watch((recordIds) => {
      const follow = recordIds.length === 0 ? renew(open) : dropDraftsWithout(open, recordIds);
      void follow.catch(() => undefined).then(() => changed(recordIds));
    });
    void renew(open).catch(() => undefined);
    void dropOldDrafts(open, now()).catch(() => undefined);
  });
  return {
    renew: (open: OpenDevice) => renew(open).catch(() => undefined),
    of: (open: OpenDevice): Promise<LocalWork> => {
      const known = works.get(open) ?? openLocalWork(open, now);
      works.set(open, known);
      known.catch(() => works.delete(open));
      return known;
    },
  };
}
