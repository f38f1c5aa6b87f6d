import { afterAll, afterEach, beforeAll } from 'vitest';
import { type RunningServer, startServer } from './running-server.ts';
import { done, openSession, type Session } from './second-client-session.ts';
import type { Entry, Item, Outcome } from './second-client-shapes.ts';
import { readWords, type Words } from './second-client-words.ts';
import { type SecondClient, setUpClient } from './second-client.ts';

/** People of one invented team on a server of their own, and the field devices that they set up. */
export type People = {
  readonly sela: Session;
  readonly noa: Session;
  /** Supervises the other two. */
  readonly paz: Session;
  readonly words: Words;
};

/** Once for a test file; what it gives is asked inside the tests. */
export function withPeople() {
  let server: RunningServer | undefined;
  let people: People | undefined;
  const made: { readonly by: Session; readonly client: SecondClient }[] = [];
  beforeAll(async () => {
    const { address } = (server = await startServer());
    const signIn = (name: string) =>
      openSession(address, `${name}@demo.invalid`, 'lantern-reed-amber-27');
    const sela = await signIn('social.worker');
    const noa = await signIn('social.worker.second');
    const paz = await signIn('supervisor');
    people = { sela, noa, paz, words: await readWords(sela) };
  });
  afterAll(() => server?.stop());
  // A person may have only some devices; each test gives back its own.
  afterEach(async () => {
    for (const { by, client } of made.splice(0)) await takeBack(client, by);
  });
  return {
    here: (): People => {
      if (!people) throw new Error('Nobody is here yet');
      return people;
    },
    setUp: async (by: Session): Promise<SecondClient> => {
      const client = await setUpClient(by);
      made.push({ by, client });
      return client;
    },
  };
}

export async function takeBack({ deviceId }: SecondClient, by: Session): Promise<void> {
  done(await by.ask('POST', `/field-devices/${deviceId}/revoke`, { reason: 'lost' }));
}

export const kinds = (outcomes: readonly Outcome[]) => outcomes.map(({ outcome }) => outcome);

export const codes = (outcomes: readonly Outcome[]) =>
  outcomes.map(({ outcome, reason }) => reason?.code ?? outcome);

export const entriesOf = ({ held }: SecondClient, recordId: string): readonly Entry[] =>
  [...held.entries.values()].filter((entry) => entry.recordId === recordId);

export const bodyOf = (item: Item): Record<string, unknown> => JSON.parse(item.body);
