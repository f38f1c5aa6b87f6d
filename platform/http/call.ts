import type { WorkerId } from '#kernel/ids.ts';
import type { Instant } from '#kernel/instant.ts';
import type { Purpose } from '#kernel/sensitivity.ts';

/** What a handler may know of the other end of the line. It is never logged or stored in clear. */
export type Browser = {
  /** The Cookie header as it came; empty when there is none. */
  readonly cookie: string;
  readonly userAgent: string;
  /** The network it calls from: an IPv4 address, or the first 56 bits of an IPv6 address. */
  readonly network: string;
  /** Set-Cookie headers of the answer, whether it is a refusal or not. */
  readonly setCookies: (headers: readonly string[]) => void;
};

/** What every handler is given beside its input. */
export type PublicCall = {
  readonly now: Instant;
  readonly purpose: Purpose;
  /** A new UUIDv7. */
  readonly mintId: () => string;
  /** The language to answer in, one of those that the server was started with. */
  readonly language: string;
  readonly browser: Browser;
};

/** How it was proved who is signed in. */
export type Proof = {
  readonly by: 'password' | 'totp' | 'passkey' | 'oidc';
  readonly twoFactors: boolean;
  /** The account has an authenticator app, whether or not it was asked for this time. */
  readonly hasTotp: boolean;
  readonly hasPasskey: boolean;
  /** The password is the one that an administrator handed out. */
  readonly hasFirstPassword: boolean;
};

export type SignedIn = {
  readonly worker: WorkerId;
  readonly sessionId: string;
  readonly proof?: Proof | undefined;
};

/** What the handler of a signed-in operation is given beside its input. */
export type Call = PublicCall & SignedIn;

/** Finds who is signed in, from the cookies. Given by the composition; platform/auth has one. */
export type Authenticate = (browser: Browser) => Promise<SignedIn | undefined>;
