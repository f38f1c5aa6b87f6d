import type { ReactNode } from 'react';
import { Form } from '#kernel/form.ts';
import { refuse } from '#kernel/result.ts';
import { type Api, ApiProvider } from '#platform/design/calling/api.tsx';
import { type PackAnswer, PackProvider } from '#platform/design/pack/pack.tsx';
import { show, wordsOf } from '#platform/design/testing/show.tsx';
import type { FieldDevice } from '#platform/device/field-device.ts';
import { linkField } from '../offline/field-link.ts';
import { SettingsContext } from '../settings-context.ts';
import { FieldProvider } from './field-context.tsx';

const FILES = import.meta.glob<Readonly<Record<string, string>>>(
  ['./field-words.*.json', '../messages.*.json'],
  { import: 'default', eager: true },
);

const UNREACHED: Api = { call: () => Promise.resolve(refuse({ code: 'network.unreachable' })) };

const aForm = (id: string): Form =>
  Form.parse({
    id,
    version: 1,
    section: id,
    class: 'care',
    source: 'Invented for a test',
    steps: [{ id: 'one', fields: [{ id: 'why', kind: 'long-text', maxLength: 1000 }] }],
  });
const pack: PackAnswer = {
  id: 'sample',
  version: '1',
  languages: ['en'],
  forms: ['risk', 'plan', 'first-contact', 'identification'].map(aForm),
  lists: [],
  places: [],
  messages: {},
  evaluation: true,
};
const FORM_WORDS = Object.fromEntries(pack.forms.map(({ id }) => [`form.${id}.field.why`, 'Why?']));

/** A part of the screens for work without a network, with a device, in one language. */
export async function showField(
  shown: ReactNode,
  device: FieldDevice,
  options: {
    readonly language?: 'en' | 'ar';
    readonly pseudo?: boolean;
    /** Without one no server is reached. */
    readonly api?: Api;
  } = {},
) {
  const { language = 'en', pseudo = false, api = UNREACHED } = options;
  const own = Object.entries(FILES).filter(([path]) => path.endsWith(`.${language}.json`));
  const texts = own.flatMap(([, file]) => Object.entries(file)).filter(([key]) => key !== '_meta');
  const messages = { ...wordsOf(language), ...Object.fromEntries(texts) };
  const link = linkField({
    load: () =>
      Promise.resolve({
        device,
        apiOver: (direct) => direct,
        keptMe: () => Promise.resolve(undefined),
        keepMe: () => Promise.resolve(),
      }),
    hasField: () => Promise.resolve(true),
  });
  await link.begin();
  const settings = { language, calendar: 'gregory', theme: 'device' } as const;
  return show(
    <SettingsContext
      value={{ settings, catalogue: { messages, reviewed: true }, change: () => undefined }}
    >
      <ApiProvider api={api}>
        <PackProvider pack={pack}>
          <FieldProvider link={link}>{shown}</FieldProvider>
        </PackProvider>
      </ApiProvider>
    </SettingsContext>,
    { settings, messages: { ...FORM_WORDS, ...messages }, pseudo },
  );
}
