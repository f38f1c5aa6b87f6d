import type { ReactNode } from 'react';
import { wordsOf } from '#platform/design/testing/show.tsx';
import { show } from '#platform/design/testing/show.tsx';
import type { FieldDevice } from '#platform/device/field-device.ts';
import { linkField } from '../offline/field-link.ts';
import { SettingsContext } from '../settings-context.ts';
import { FieldProvider } from './field-context.tsx';

const FILES = import.meta.glob<Readonly<Record<string, string>>>(
  ['./field-words.*.json', '../messages.*.json'],
  { import: 'default', eager: true },
);

/** A part of the screens for work without a network, with a device, in one language. */
export async function showField(
  shown: ReactNode,
  device: FieldDevice,
  options: { readonly language?: 'en' | 'ar'; readonly pseudo?: boolean } = {},
) {
  const { language = 'en', pseudo = false } = options;
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
      <FieldProvider link={link}>{shown}</FieldProvider>
    </SettingsContext>,
    { settings, messages, pseudo },
  );
}
