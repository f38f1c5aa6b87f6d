import type { WorkerId } from '#kernel/ids.ts';

/** The person at the screen, as far as these screens need to know. */
export type WorkerHere = {
  readonly id: WorkerId;
  /** May ask sensitive questions today. */
  readonly trained: boolean;
};

/** Goes to another screen; a path of the app without its base. */
export type Go = (to: string) => void;
