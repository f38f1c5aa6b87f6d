import { z } from 'zod';
import { endpoint } from '#kernel/endpoint.ts';
import { WorkerId } from '#kernel/ids.ts';

const DemoWorkerView = z.object({
  id: WorkerId,
  signIn: z.string(),
  name: z.string(),
  language: z.string().describe('The language that this person works in.'),
  roles: z.array(z.string()),
  team: z.record(z.string(), z.string()).describe('The name of the team, by language tag.'),
});

/** What an evaluation tells of its invented people, so that anyone can try every role. */
export const DemoView = z.object({
  password: z.string().describe('The one password of all of them; everybody may know it.'),
  workers: z.array(DemoWorkerView),
  children: z.object({
    written: z.number().int().nonnegative(),
    of: z.number().int().nonnegative(),
  }),
});
export type DemoView = z.infer<typeof DemoView>;

export const readDemo = endpoint({
  id: 'demo.read',
  method: 'GET',
  path: '/demo',
  summary: 'The invented people of an evaluation and how many of its children are written',
  access: 'public',
  input: z.strictObject({}),
  output: z.object({
    demo: DemoView.nullable().describe('Null wherever the work is with real children.'),
  }),
  refusals: {},
});
