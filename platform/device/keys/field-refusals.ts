import type { StorageRefusal } from '../storage-failure.ts';

/** Why a PIN is not taken when it is chosen. `digits`: 6 to 12 of them. `words`: a passphrase of 10 to 200 signs. */
export type PinRefusal =
  | { readonly code: 'device.pin.short' }
  | { readonly code: 'device.pin.long' }
  | {
      readonly code: 'device.pin.simple';
      readonly because: 'repeated' | 'in-a-row' | 'like-a-date' | 'well-known';
    };

/** Why what is closed stays closed. None of them says who works on this device. */
export type UnlockRefusal =
  | { readonly code: 'device.none' }
  /** Several people use the device; the sign-in name is asked too. */
  | { readonly code: 'device.who.needed' }
  | {
      readonly code: 'device.pin.wrong';
      readonly triesLeft: number;
      /** How long the next try must wait. */
      readonly waitSeconds: number;
    }
  | { readonly code: 'device.pin.wait'; readonly waitSeconds: number }
  | { readonly code: 'device.tries.too-many' }
  | { readonly code: 'device.lease.over' }
  | { readonly code: 'device.clock.went-back' }
  /** The server gave another secret than the one that this content was closed with. */
  | { readonly code: 'device.lease.other-share' };

export type PasskeyRefusal =
  | { readonly code: 'device.passkey.unsupported' }
  | { readonly code: 'device.passkey.cancelled' }
  | { readonly code: 'device.passkey.none' };

export type FieldRefusal =
  | PinRefusal
  | UnlockRefusal
  | PasskeyRefusal
  | StorageRefusal
  | { readonly code: 'device.locked' }
  | { readonly code: 'device.already-set-up' }
  | { readonly code: 'device.forget.waiting'; readonly waiting: number };
