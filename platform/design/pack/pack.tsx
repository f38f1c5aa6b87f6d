import { createContext, type ReactNode, use, useMemo } from 'react';
import { z } from 'zod';
import { CodeList } from '#kernel/code-list.ts';
import { endpoint } from '#kernel/endpoint.ts';
import type { Reference } from '#kernel/form-answers.ts';
import { Form } from '#kernel/form.ts';
import { Place, placeTree } from '#kernel/place.ts';

/** What the server tells of the country pack: forms, lists, places and their words. */
export const PackAnswer = z.object({
  id: z.string(),
  version: z.union([z.string(), z.number()]),
  stamp: z.string().optional().describe('Changes when anything of the pack does.'),
  languages: z.array(z.string()),
  forms: z.array(Form),
  lists: z.array(CodeList),
  places: z.array(Place),
  messages: z.record(z.string(), z.record(z.string(), z.string())),
  emergencyNumber: z.string().optional(),
  evaluation: z.boolean().describe('True where records do not survive: trying out, not work.'),
});
export type PackAnswer = z.infer<typeof PackAnswer>;

export const readPack = endpoint({
  id: 'pack.read',
  method: 'GET',
  path: '/pack',
  summary: 'The country pack: forms, lists, places and their words',
  access: 'signed-in',
  input: z.strictObject({ language: z.string() }),
  output: PackAnswer,
  refusals: {},
});

export type Pack = {
  readonly id: string;
  readonly reference: Reference;
  /** The form of an id; a screen that needs one the pack does not bring is a fault. */
  readonly form: (id: string) => Form;
  readonly emergencyNumber: string | undefined;
  readonly hasForm: (id: string) => boolean;
};

const PackContext = createContext<Pack | undefined>(undefined);

export function PackProvider(props: { readonly pack: PackAnswer; readonly children: ReactNode }) {
  const pack = useMemo(() => packOf(props.pack), [props.pack]);
  return <PackContext value={pack}>{props.children}</PackContext>;
}

export function usePack(): Pack {
  const pack = use(PackContext);
  if (!pack) throw new Error('usePack stands outside of PackProvider');
  return pack;
}

function packOf(answer: PackAnswer): Pack {
  const forms = new Map(answer.forms.map((form) => [form.id, form]));
  return {
    id: answer.id,
    reference: {
      lists: new Map(answer.lists.map((list) => [list.id, list])),
      places: placeTree(answer.places),
    },
    emergencyNumber: answer.emergencyNumber,
    hasForm: (id) => forms.has(id),
    form: (id) => {
      const form = forms.get(id);
      if (!form) throw new Error(`The pack ${answer.id} brings no form ${id}`);
      return form;
    },
  };
}
