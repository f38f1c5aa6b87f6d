import { z } from 'zod';
import type { LockedBecause } from '../field-device.ts';

const BECAUSE: readonly [LockedBecause, ...LockedBecause[]] = [
  'started',
  'idle',
  'asked',
  'lease-over',
  'clock-went-back',
  'too-many-tries',
  'revoked',
];

/** What pages of one browser tell each other: never who, never a key. */
const Told = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('locked'), because: z.enum(BECAUSE) }),
  /** Somebody was set up, removed, or got a new lease. */
  z.object({ kind: z.literal('people') }),
  /** Somebody works in another page, so this one is not idle either. */
  z.object({ kind: z.literal('active') }),
]);
export type Told = z.infer<typeof Told>;

export type DeviceChannel = {
  readonly tell: (told: Told) => void;
  readonly close: () => void;
};

export function openChannel(heard: (told: Told) => void): DeviceChannel {
  const channel = new BroadcastChannel('amparo-field');
  channel.addEventListener('message', (event: MessageEvent<unknown>) => {
    const told = Told.safeParse(event.data);
    if (told.success) heard(told.data);
  });
  return {
    tell: (told) => channel.postMessage(told),
    close: () => channel.close(),
  };
}
