import { z } from 'zod';
import { endpoint } from '#kernel/endpoint.ts';
import { accept, refuse } from '#kernel/result.ts';
import { route } from './route.ts';
import { testApp, type TestApp } from './test-app.ts';

export const readShelf = endpoint({
  id: 'shelves.read',
  method: 'GET',
  path: '/shelves/:shelf',
  summary: 'Reads a shelf.',
  access: 'signed-in',
  input: z.strictObject({
    shelf: z.string().max(20),
    page: z.number().int().positive().default(1),
    open: z.boolean().optional(),
    colours: z.array(z.string()).optional(),
  }),
  output: z.object({ shelf: z.string(), page: z.number(), seen: z.unknown() }),
  refusals: { 'shelves.unknown': 404 },
});

export const putBook = endpoint({
  id: 'shelves.put',
  method: 'POST',
  path: '/shelves/:shelf/books',
  summary: 'Puts a book on a shelf.',
  access: 'signed-in',
  input: z.strictObject({ shelf: z.string(), title: z.string().min(1).max(100) }),
  output: z.object({ titles: z.number() }),
  refusals: { 'shelves.full': 409 },
});

export const SENTENCES = {
  'shelves.unknown': { happened: 'There is no such shelf.', todo: 'Choose another.' },
  'shelves.full': { happened: 'The shelf is full.', todo: 'Take another shelf.' },
};

export function shelves(put: (title: string) => unknown = () => ({ titles: 1 })): TestApp {
  return testApp(
    [
      route(readShelf, async ({ shelf, page, ...rest }, call) =>
        shelf === 'gone'
          ? refuse({ code: 'shelves.unknown', nearest: 'north' })
          : accept({
              shelf,
              page,
              seen: { ...rest, purpose: call.purpose, who: call.worker },
              extra: 1,
            }),
      ),
      route(putBook, async ({ title }) => {
        const put1 = put(title);
        return title === 'one too many'
          ? refuse({ code: 'shelves.full' })
          : // eslint-disable-next-line typescript/no-unsafe-type-assertion -- tests give wrong shapes on purpose
            accept(put1 as { titles: number });
      }),
    ],
    SENTENCES,
  );
}

export const WORKER = '00000000-0000-4000-8000-00000000000a';
export const SIGNED_IN = { cookie: `worker=${WORKER}` };
export const OWN = { ...SIGNED_IN, 'x-amparo-request': '1' };
