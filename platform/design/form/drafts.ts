import type { DraftKeeper, FoundDraft } from './draft-keeper.ts';
import { isPageWatched, watchPage } from './page-leaving.ts';
import type { Instant } from '#kernel/instant.ts';
import type { Draft } from './typed-answer.ts';

/** After the last letter; long enough not to send every one, short enough to lose none worth naming. */
const QUIET_MILLISECONDS = 700;
/** Whoever writes without a pause is kept all the same. */
const LONGEST_MILLISECONDS = 4000;
const AGAIN_MILLISECONDS = 5000;

/** How a draft stands with its keeper; without one it lives in the page only. */
export type DraftState =
  | { readonly state: 'kept'; readonly at: Instant }
  | { readonly state: 'unkept' }
  /** The keeper cannot be reached; it is tried again. */
  | { readonly state: 'waiting' }
  /** The same form is open in another window, and its words are not overwritten. */
  | { readonly state: 'elsewhere' };

type Shelved = {
  draft: Draft;
  state: DraftState;
  timer: number | undefined;
  unkeptSince: number | undefined;
  sending: Promise<void> | undefined;
};

/**
 * Drafts live in the memory of the page and with their keeper, never in the storage of the browser:
 * names and free text must not stand in clear on a disk.
 */
const shelf = new Map<string, Shelved>();
const looked = new Map<string, Promise<FoundDraft | undefined>>();
const watchers = new Set<() => void>();
let keeper: DraftKeeper | undefined;

/** Gives drafts to somebody who keeps them; undefined takes the keeper away. */
export function keepDraftsWith(chosen: DraftKeeper | undefined): void {
  keeper = chosen;
  looked.clear();
}

/** Whether somebody could know of a draft that this page does not. */
export function hasKeeper(): boolean {
  return keeper !== undefined;
}

export function draftFor(key: string): Draft | undefined {
  return shelf.get(key)?.draft;
}

export function draftStateOf(key: string): DraftState | undefined {
  return shelf.get(key)?.state;
}

export function watchDrafts(changed: () => void): () => void {
  watchers.add(changed);
  return () => watchers.delete(changed);
}

/** What was begun under this key before and not sent. Asked for once, however many ask. */
export function findDraft(key: string): Promise<FoundDraft | undefined> {
  const known = looked.get(key) ?? keeper?.find(key) ?? Promise.resolve(undefined);
  looked.set(key, known);
  return known;
}

/** Goes on with a draft that was found: what its keeper has need not be kept again. */
export function takeUpDraft(key: string, { draft, keptAt: at }: FoundDraft): void {
  if (shelf.has(key)) return;
  shelf.set(key, {
    draft,
    state: { state: 'kept', at },
    timer: undefined,
    unkeptSince: undefined,
    sending: undefined,
  });
  tell();
}

/** Holds what stands in a form now, and gives it to the keeper a moment after typing stops. */
export function keepDraft(key: string, draft: Draft): void {
  const shelved = shelf.get(key) ?? {
    draft,
    state: { state: 'unkept' },
    timer: undefined,
    unkeptSince: undefined,
    sending: undefined,
  };
  shelved.draft = draft;
  shelved.unkeptSince ??= Date.now();
  if (shelved.state.state === 'kept') shelved.state = { state: 'unkept' };
  shelf.set(key, shelved);
  looked.delete(key);
  if (!isPageWatched()) watchPage({ hasUnkept, keepAll: () => void keepAll({ isLeaving: true }) });
  const waited = Date.now() - shelved.unkeptSince;
  plan(key, shelved, Math.min(QUIET_MILLISECONDS, Math.max(0, LONGEST_MILLISECONDS - waited)));
  tell();
}

/** Once it was sent, nothing of it is left, here or with the keeper. */
export function dropDraft(key: string): void {
  const shelved = shelf.get(key);
  if (shelved) window.clearTimeout(shelved.timer);
  shelf.delete(key);
  looked.set(key, Promise.resolve(undefined));
  const dropper = keeper;
  // A draft on its way must not arrive after its end.
  if (dropper) void (shelved?.sending ?? Promise.resolve()).then(() => dropper.drop(key));
  tell();
}

/** Gives every draft to the keeper at once. */
export function keepAllNow(): Promise<void> {
  return keepAll({ isLeaving: false });
}

/**
 * When another person signs in, or this one signs out: nobody who uses the device afterwards may
 * find what was typed. With the keeper it waits for its author.
 */
export function dropAllDrafts(): void {
  for (const shelved of shelf.values()) window.clearTimeout(shelved.timer);
  shelf.clear();
  looked.clear();
  tell();
}

/** Whether words of a form are nowhere but in this page. */
export function hasUnkept(): boolean {
  return [...shelf.values()].some((shelved) => shelved.unkeptSince !== undefined);
}

async function keepAll(how: { readonly isLeaving: boolean }): Promise<void> {
  const unkept = [...shelf].filter(([, shelved]) => shelved.unkeptSince !== undefined);
  await Promise.all(unkept.map(([key, shelved]) => give(key, shelved, how)));
}

function plan(key: string, shelved: Shelved, milliseconds: number): void {
  window.clearTimeout(shelved.timer);
  if (!keeper) return;
  const send = () => void give(key, shelved, { isLeaving: false });
  shelved.timer = window.setTimeout(send, milliseconds);
}

async function give(
  key: string,
  shelved: Shelved,
  how: { readonly isLeaving: boolean },
): Promise<void> {
  window.clearTimeout(shelved.timer);
  if (!how.isLeaving) await shelved.sending;
  if (!keeper || shelf.get(key) !== shelved || shelved.unkeptSince === undefined) return;
  const { draft } = shelved;
  const keeping = keeper.keep(key, draft, how).then((answer) => {
    const isNewest = shelved.draft === draft;
    if (answer.kept === 'here') {
      if (isNewest) shelved.unkeptSince = undefined;
      shelved.state = isNewest ? { state: 'kept', at: answer.at } : { state: 'unkept' };
    } else if (answer.kept === 'elsewhere') shelved.state = { state: 'elsewhere' };
    else {
      shelved.state = { state: 'waiting' };
      if (shelf.get(key) === shelved) plan(key, shelved, AGAIN_MILLISECONDS);
    }
    tell();
  });
  shelved.sending = keeping;
  await keeping;
}

function tell(): void {
  for (const changed of watchers) changed();
}
