import { accept, refuse, type Refusal, type Result } from '#kernel/result.ts';
import type { FieldState, LockedBecause, WaitingParcels } from '../field-device.ts';
import { countParcels } from '../parcels/count-parcels.ts';
import type { ParcelParts } from '../parcels/parcel-post.ts';
import { storageRefusalOf } from '../storage-failure.ts';
import { type DeviceChannel, openChannel } from './device-channel.ts';
import type { Directory, PersonRow } from './directory.ts';
import type { LeaseServer, StartEngine } from './engine.ts';
import { lockedState } from './field-state.ts';
import { openSession, type Session } from './open-session.ts';
import type { Passkeys } from './passkeys.ts';
import type { Unlocked } from './unlock-person.ts';

export type FieldDeviceParts = {
  readonly server: LeaseServer;
  readonly startEngine: StartEngine;
  readonly passkeys: Passkeys;
  readonly parcels: ParcelParts;
  /** Milliseconds since 1970 by the device's own clock. */
  readonly now: () => number;
  /** Calls again and again, a few times a minute; the answer stops that. */
  readonly every: (work: () => void) => () => void;
  /** Calls when the person touches, types, or comes back to the page; the answer stops that. */
  readonly onActivity: (active: () => void) => () => void;
  /** Locked after so long without any; 5 minutes unless said otherwise. */
  readonly idleMs?: number;
};

const IDLE_MS = 5 * 60_000;
/** As often as other pages are told of activity, and the highest clock is kept. */
const TELL_MS = 10_000;
const KEEP_CLOCK_MS = 60_000;

/** What one page holds: who is open in it, and who hears of changes. */
export class DevicePage {
  readonly #parts: FieldDeviceParts;
  readonly #directory: Directory;
  readonly #heard = new Set<() => void>();
  readonly #stops: (() => void)[];
  readonly channel: DeviceChannel;
  state: FieldState = { state: 'none' };
  session: Session | undefined;
  waiting: WaitingParcels | null = null;
  /** By order, and the server is to hear of it. */
  wiped: () => void = () => undefined;
  #lastActive = 0;
  #lastTold = 0;
  #clockKeptAt = 0;
  #because: LockedBecause = 'started';
  #people: readonly PersonRow[] = [];

  constructor(parts: FieldDeviceParts, directory: Directory) {
    this.#parts = parts;
    this.#directory = directory;
    this.channel = openChannel((told) => {
      if (told.kind === 'active') this.#lastActive = parts.now();
      else if (told.kind === 'people') quietly(this.refresh(this.#because));
      else quietly(this.lock(told.because, false));
    });
    this.#stops = [
      parts.every(() => quietly(this.#check())),
      parts.onActivity(() => quietly(this.#active())),
    ];
  }

  subscribe(changed: () => void): () => void {
    this.#heard.add(changed);
    return () => this.#heard.delete(changed);
  }

  /** Reads anew who works here; an open session stays open. */
  async refresh(because: LockedBecause): Promise<void> {
    const people = await this.#directory.people();
    this.#people = people;
    if (this.session && !people.some((row) => row.id === this.session?.id)) {
      await this.lock('revoked', false);
      return;
    }
    this.#because = because;
    this.#show(this.session?.state() ?? lockedState(people, because, this.#parts.now()));
    await this.recount();
  }

  /** Counts anew what waits for people who have not unlocked. The lock itself stays as it stands. */
  async recount(): Promise<void> {
    const others = this.#people.filter((row) => row.id !== this.session?.id);
    const counted = await countParcels(others);
    if (JSON.stringify(counted) === JSON.stringify(this.waiting)) return;
    this.waiting = counted;
    this.#show(this.state);
  }

  /** Somebody's content was destroyed by order while nobody had it open here. */
  async tookBack(): Promise<void> {
    this.channel.tell({ kind: 'people' });
    // Whoever comes to an empty device is told why; a colleague's lock stays as it was.
    const isEmpty = (await this.#directory.people()).length === 0;
    await this.refresh(isEmpty ? 'revoked' : this.#because);
  }

  async enter(unlocked: Result<Unlocked>): Promise<Result<true>> {
    if (!unlocked.ok) {
      if (!this.session) await this.refresh(this.#because);
      return unlocked;
    }
    await this.session?.end();
    this.session = undefined;
    const wiped = (id: string) => this.#wiped(id);
    try {
      this.session = await openSession(unlocked.value, this.#parts.startEngine, wiped);
    } catch (fault) {
      await this.refresh('started');
      throw fault;
    }
    this.#lastActive = this.#parts.now();
    this.#people = await this.#directory.people();
    this.waiting = null;
    // Another page may have locked this one in the meantime.
    if (this.session) this.#show(this.session.state());
    return accept(true);
  }

  /** Keys and content leave this page, and when `andTell` the other pages of the browser too. */
  async lock(because: LockedBecause, andTell: boolean): Promise<void> {
    if (andTell) this.channel.tell({ kind: 'locked', because });
    const session = this.session;
    this.session = undefined;
    // The screen is covered before anything that could take time or fail.
    if (session) this.#show(lockedState(this.#people, because, this.#parts.now()));
    await session?.end();
    if (session) await this.#keepClock(session);
    if (session || because === 'revoked') await this.refresh(because);
  }

  async forget(andLose: boolean): Promise<Result<true>> {
    const session = this.session;
    if (!session) return refuse({ code: 'device.locked' });
    // A photo that was told of and not sent is work as much as words are.
    const files = (await session.device.store.blobs()).length;
    const waiting = session.device.sync.snapshot().waiting + files;
    if (waiting > 0 && !andLose) return refuse({ code: 'device.forget.waiting', waiting });
    await this.lock('asked', true);
    await this.#directory.erase(session.id);
    this.channel.tell({ kind: 'people' });
    await this.refresh('started');
    return accept(true);
  }

  /** Gives faults of the browser's storage as refusals: a person can do something about them. */
  async refusing(work: () => Promise<Result<unknown>>): Promise<Result<true>> {
    try {
      const done = await work();
      return done.ok ? accept(true) : refuse<Refusal>(done.refusal);
    } catch (thrown) {
      const refusal = storageRefusalOf(thrown);
      if (refusal) return refuse(refusal);
      throw thrown;
    }
  }

  async close(): Promise<void> {
    for (const stop of this.#stops) stop();
    await this.session?.end();
    this.session = undefined;
    this.channel.close();
    this.#directory.close();
  }

  async #wiped(id: string): Promise<void> {
    const session = this.session?.id === id ? this.session : undefined;
    this.session = undefined;
    this.channel.tell({ kind: 'locked', because: 'revoked' });
    // Not waited for: it may be the engine's own round that carries this out.
    if (session) quietly(session.end());
    await this.#directory.takeBack(id);
    await this.refresh('revoked');
    this.wiped();
  }

  async #check(): Promise<void> {
    const session = this.session;
    if (!session) return;
    const now = this.#parts.now();
    const closed = session.closed(now);
    if (closed) return this.lock(closed, true);
    this.#lastActive = Math.min(this.#lastActive, now);
    if (now - this.#lastActive >= (this.#parts.idleMs ?? IDLE_MS)) return this.lock('idle', true);
    if (Math.abs(now - this.#clockKeptAt) >= KEEP_CLOCK_MS) await this.#keepClock(session);
  }

  /** A person is there. After a long sleep the lock comes first. */
  async #active(): Promise<void> {
    await this.#check();
    if (!this.session) return;
    const now = this.#parts.now();
    this.#lastActive = now;
    if (Math.abs(now - this.#lastTold) < TELL_MS) return;
    this.#lastTold = now;
    this.channel.tell({ kind: 'active' });
  }

  async #keepClock(session: Session): Promise<void> {
    this.#clockKeptAt = this.#parts.now();
    const seen = session.seen();
    await this.#directory.update(session.id, (row) => ({
      ...row,
      seen: Math.max(row.seen, seen),
    }));
  }

  #show(state: FieldState): void {
    this.state = state;
    for (const changed of this.#heard) changed();
  }
}

/** When storage is gone there is nobody to tell here; whoever reads or writes next is told. */
function quietly(work: Promise<unknown>): void {
  work.catch((thrown: unknown) => {
    if (!storageRefusalOf(thrown)) throw thrown;
  });
}
