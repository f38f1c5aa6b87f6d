import { accept, refuse, type Result } from '#kernel/result.ts';
import type { FieldDevice } from '../field-device.ts';
import { type ParcelPost, startPost } from '../parcels/parcel-post.ts';
import { deleteSealedStore } from '../store/sealed-store.ts';
import { changePin, makePasskey } from './change-keys.ts';
import { checkPin, plainPin } from './check-pin.ts';
import { DevicePage, type FieldDeviceParts } from './device-page.ts';
import { type Directory, openDirectory } from './directory.ts';
import { renewLeases } from './renew-lease.ts';
import { setUpPerson } from './set-up-person.ts';
import { unlockWithPasskey } from './unlock-with-passkey.ts';
import { unlockWithPin } from './unlock-person.ts';

/** The browser as a field device, for this page. `close` ends it, as when the page goes. */
export async function openFieldDevice(
  parts: FieldDeviceParts,
): Promise<FieldDevice & { readonly close: () => Promise<void> }> {
  const directory = await openDirectory({ now: parts.now, deleteStore: deleteSealedStore });
  const page = new DevicePage(parts, directory);
  await page.refresh('started');
  const post = postOf(parts, directory, page);
  return {
    snapshot: () => page.state,
    subscribe: (changed) => page.subscribe(changed),
    opened: () => page.session?.device,
    waiting: () => page.waiting,
    sendParcels: () => post.send(),
    unlockWithPin: (pin, who) =>
      page.refusing(async () =>
        page.enter(await unlockWithPin({ ...parts, directory }, plainPin(pin), who)),
      ),
    unlockWithPasskey: () =>
      page.refusing(async () => page.enter(await unlockWithPasskey({ ...parts, directory }))),
    lock: (because) => page.lock(because, true),
    setUp: (chosen) => page.refusing(() => setUpHere({ ...parts, directory }, page, chosen)),
    addPasskey: () =>
      page.refusing(async () =>
        page.session
          ? makePasskey({ ...parts, directory }, page.session)
          : refuse({ code: 'device.locked' }),
      ),
    changePin: (typed) =>
      page.refusing(async () => {
        const pin = checkPin(typed);
        if (!pin.ok) return pin;
        if (!page.session) return refuse({ code: 'device.locked' });
        return changePin(directory, page.session, pin.value);
      }),
    renewLease: (worker) =>
      page.refusing(async () => {
        const renewed = await renewLeases({ ...parts, directory }, worker);
        if (!renewed.ok) return renewed;
        const own = renewed.value.find((row) => row.id === page.session?.id);
        if (own) page.session?.renewed(own);
        page.channel.tell({ kind: 'people' });
        await page.refresh('started');
        return accept(true);
      }),
    forget: ({ andLose }) => page.refusing(() => page.forget(andLose)),
    close: async () => {
      post.stop();
      await page.close();
    },
  };
}

/** Sends what waits for people who have not unlocked, and counts anew after it. */
function postOf(parts: FieldDeviceParts, directory: Directory, page: DevicePage): ParcelPost {
  const post = startPost({
    ...parts,
    directory,
    openId: () => page.session?.id,
    moved: (isErased) => (isErased ? page.tookBack() : page.recount()),
  });
  page.wiped = () => void post.send().catch(() => undefined);
  return post;
}

async function setUpHere(
  parts: FieldDeviceParts & { readonly directory: Directory },
  page: DevicePage,
  chosen: Parameters<FieldDevice['setUp']>[0],
): Promise<Result<true>> {
  const pin = checkPin(chosen.pin);
  if (!pin.ok) return pin;
  if (page.session?.device.worker === chosen.worker)
    return refuse({ code: 'device.already-set-up' });
  const made = await setUpPerson(parts, { ...chosen, pin: pin.value });
  if (!made.ok) return made;
  page.channel.tell({ kind: 'people' });
  return page.enter(await unlockWithPin(parts, pin.value, chosen.who, made.value));
}
