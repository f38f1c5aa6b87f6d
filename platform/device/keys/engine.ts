import type { WorkerId } from '#kernel/ids.ts';
import type { Result } from '#kernel/result.ts';
import type { Purpose } from '#kernel/sensitivity.ts';
import type { FileKeys } from '#platform/sync/protocol/carried-file.ts';
import type { DeviceId } from '#platform/sync/protocol/push.ts';
import type { DeviceSigner, DeviceStore, KeptAnswer } from '../device-store.ts';
import type { OpenDevice } from '../field-device.ts';

/** What sends and fetches for an open device. */
export type Engine = Omit<OpenDevice, 'worker' | 'purpose' | 'store'> & {
  /** The device is being locked: nothing more is read or written. */
  readonly stop: () => void | Promise<void>;
};

export type StartEngine = (parts: {
  readonly worker: WorkerId;
  readonly deviceId: DeviceId;
  readonly purpose: Purpose;
  readonly store: DeviceStore;
  readonly signer: DeviceSigner;
  /** The server took this device back and nothing waits any more: keys and content are destroyed. */
  readonly onWiped: () => Promise<void>;
}) => Engine | Promise<Engine>;

/** `share`: 32 bytes in Base64. */
export type GivenLease = { readonly share: string; readonly hours: number };

/** What the server does for a device beside exchanging work. Whoever calls is signed in. */
export type LeaseServer = {
  readonly setUp: (asked: {
    /** ECDSA P-256, the raw point of 65 bytes in Base64. */
    readonly publicKey: string;
    readonly purpose: Purpose;
    readonly label: string;
  }) => Promise<
    Result<{
      readonly deviceId: DeviceId;
      readonly lease: GivenLease;
      readonly fileKeys: FileKeys;
      /** What the device is to know from the beginning, as the server's key for files. */
      readonly known: readonly KeptAnswer[];
    }>
  >;
  readonly renewLease: (deviceId: DeviceId) => Promise<Result<GivenLease>>;
};
