import type { z } from 'zod';
import type { Endpoint, OutputOf } from '#kernel/endpoint.ts';
import { EntryId, RecordId } from '#kernel/ids.ts';
import type { Instant } from '#kernel/instant.ts';
import { accept, refuse, type Refusal, type Result } from '#kernel/result.ts';
import type { Purpose } from '#kernel/sensitivity.ts';
import type { Api, CallInput, CallOptions } from '#platform/design/calling/api.tsx';
import type { GivenCommand, OpenDevice } from '#platform/device/field-device.ts';
import type { FirstOutcome, Outcome } from '#platform/sync/protocol/push.ts';
import type { LocalAnswer } from './answers/local-answer.ts';
import type { FindableCases } from './open-case-search.ts';
import { asAnswerOf, keptAnswer } from './kept-here.ts';
import { travels } from '../../between-slices/travelling.ts';

/** What a device that was unlocked answers by itself. */
export type LocalWork = {
  readonly answers: ReadonlyMap<string, LocalAnswer>;
  /**
   * Judges a command with the pure decisions of the server. `elsewhere` when this device does not
   * carry what it would take, and only the server can say.
   */
  readonly judge: (command: GivenCommand) => Promise<Result<'fits' | 'elsewhere'>>;
  readonly teamName: (team: unknown) => string;
  /** What a search over the cases here reads; undefined until the device was told of the pack. */
  readonly findable: Pick<FindableCases, 'recordOf' | 'namesOfPlace'> | undefined;
};

export type OfflineParts = {
  /** The way to the server, as it is without a field device. */
  readonly direct: Api;
  readonly opened: () => OpenDevice | undefined;
  readonly workOf: (device: OpenDevice) => Promise<LocalWork>;
  readonly purpose: () => Purpose;
  readonly isOnline: () => boolean;
  readonly now: () => Instant;
  /** A command was kept on this device, so that the screens can say so. */
  readonly onKept: (command: GivenCommand) => void;
  readonly onArrived: (command: GivenCommand) => void;
};

/** After a failed contact a person waits no longer than this for the next one, in milliseconds. */
const SHORT_WAIT = 4000;

/** Why the server did not answer, where the device may answer instead. */
const UNANSWERED: ReadonlySet<string> = new Set(['network.unreachable', 'sign-in.required']);

/**
 * The app's way to its answers on a field device that is unlocked: commands go through the outbox,
 * readings to the server, and to the device where the server cannot be reached. Without a field
 * device, or under another purpose than its own, nothing differs from the way that it wraps.
 */
export function offlineApi(parts: OfflineParts): Api {
  return {
    call: async <Declared extends Endpoint>(
      endpoint: Declared,
      input: CallInput<Declared>,
      options: CallOptions = {},
    ): Promise<Result<OutputOf<Declared>>> => {
      const device = parts.opened();
      const purpose = options.purpose ?? parts.purpose();
      if (!device || device.purpose !== purpose) return parts.direct.call(endpoint, input, options);
      if (travels(endpoint)) return giveCommand(parts, device, endpoint, input, options);
      const work = await parts.workOf(device);
      const local = work.answers.get(endpoint.id);
      if (!local) return readThere(parts, device, endpoint, input, options);
      const here = async () => {
        const answer = await local.answer(input);
        return answer.ok ? asAnswerOf(endpoint, answer.value) : answer;
      };
      if (!parts.isOnline() || (await hasWaiting(device, input))) return here();
      const there = await readThere(parts, device, endpoint, input, options);
      if (there.ok) return withBesides(endpoint, local, there.value);
      return UNANSWERED.has(there.refusal.code) ? here() : there;
    },
  };
}

async function withBesides<Declared extends Endpoint>(
  endpoint: Declared,
  { besides }: LocalAnswer,
  there: OutputOf<Declared>,
): Promise<Result<OutputOf<Declared>>> {
  return besides ? asAnswerOf(endpoint, await besides(there)) : accept(there);
}

/** A record with work that no server has taken yet is read here: its author must see what they wrote. */
async function hasWaiting(device: OpenDevice, input: unknown): Promise<boolean> {
  const asked = recordIdIn(input);
  if (!asked) return false;
  const items = await device.store.outbox();
  return items.some((item) => item.state === 'waiting' && item.recordId === asked);
}

function readThere<Declared extends Endpoint>(
  { direct }: OfflineParts,
  device: OpenDevice,
  endpoint: Declared,
  input: CallInput<Declared>,
  options: CallOptions,
): Promise<Result<OutputOf<Declared>>> {
  const wait = device.sync.snapshot().isReachable ? {} : { waitAtMost: SHORT_WAIT };
  return direct.call(endpoint, input, { ...options, ...wait });
}

async function giveCommand<Declared extends Endpoint>(
  parts: OfflineParts,
  device: OpenDevice,
  endpoint: Declared,
  input: CallInput<Declared>,
  options: CallOptions,
): Promise<Result<OutputOf<Declared>>> {
  const command = commandOf(endpoint, input);
  if (!command) return parts.direct.call(endpoint, input, options);
  const work = await parts.workOf(device);
  const judged = await work.judge(command);
  if (!judged.ok) return judged;
  // What this device does not carry was seen with a network; it goes the way that it was seen.
  if (judged.value === 'elsewhere') return parts.direct.call(endpoint, input, options);
  const given = await device.give(command);
  const answer =
    given.is === 'answered' ? await answerOf(endpoint, device, command, given.outcome) : undefined;
  if (given.is === 'not-kept') return refuse(given.refusal);
  if (answer) {
    parts.onArrived(command);
    return answer;
  }
  parts.onKept(command);
  return keptAnswer(endpoint, command, { at: parts.now(), teamName: work.teamName });
}

function commandOf(endpoint: Endpoint, input: z.input<z.ZodType>): GivenCommand | undefined {
  if (typeof input !== 'object' || input === null) return undefined;
  const given = new Map(Object.entries(input));
  const entryId = EntryId.safeParse(given.get('entryId'));
  const recordId = recordIdIn(input);
  if (!entryId.success || !recordId) return undefined;
  return {
    entryId: entryId.data,
    recordId,
    operation: endpoint.id,
    input: Object.fromEntries(given),
  };
}

function recordIdIn(input: unknown): RecordId | undefined {
  if (typeof input !== 'object' || input === null || !('recordId' in input)) return undefined;
  const parsed = RecordId.safeParse(input.recordId);
  return parsed.success ? parsed.data : undefined;
}

/** What the server said of a command, as its operation says it over HTTP; undefined when it waits. */
async function answerOf<Declared extends Endpoint>(
  endpoint: Declared,
  device: OpenDevice,
  { entryId }: GivenCommand,
  outcome: Outcome,
): Promise<Result<OutputOf<Declared>> | undefined> {
  if (outcome.outcome === 'later') return undefined;
  const final: FirstOutcome = outcome.outcome === 'duplicate' ? outcome.first : outcome;
  switch (final.outcome) {
    case 'accepted':
      await device.settle(entryId);
      return asAnswerOf(endpoint, final.answer);
    // Both values stand on the screen of the case until someone resolves them; so does what is held.
    case 'conflicting':
      return asAnswerOf(endpoint, final.answer);
    case 'held':
      return heldAnswer(endpoint, final.reason);
    case 'refused':
      // Its author reads the refusal now, with their words before them.
      await device.settle(entryId);
      return refuse(final.reason);
  }
}

function heldAnswer<Declared extends Endpoint>(
  endpoint: Declared,
  reason: Refusal,
): Result<OutputOf<Declared>> {
  const held = asAnswerOf(endpoint, { receipt: null, held: reason.code, conflicts: [] });
  return held.ok ? accept(held.value) : refuse(reason);
}
