import { useEffect, useState } from 'react';
import { Choice } from '#platform/design/controls/choice.tsx';
import { LANGUAGES } from '#platform/design/reader/languages.ts';
import { useReader } from '#platform/design/reader/reader.tsx';
import { Settings } from '#platform/design/reader/settings.ts';
import { useSettings } from '../settings-context.ts';

const SIZES = ['100', '200'] as const;

/** Language, calendar, look and size of letters, to see every component in each. */
export function GallerySwitches() {
  const { words } = useReader();
  const { settings, change } = useSettings();
  const [size, setSize] = useState<(typeof SIZES)[number]>('100');
  useEffect(() => {
    const page = document.documentElement;
    page.style.fontSize = size === '100' ? '' : `${size}%`;
    return () => {
      page.style.fontSize = '';
    };
  }, [size]);
  const choose = (part: Partial<Record<keyof Settings, string | undefined>>) => {
    const changed = Settings.safeParse({ ...settings, ...part });
    if (changed.success) change(changed.data);
  };
  const shared = { isFixed: true, arrangement: 'inline' } as const;
  return (
    <div className="gallery-switches">
      <Choice
        {...shared}
        label={words('header.theme')}
        options={Settings.shape.theme.options.map((theme) => ({
          code: theme,
          label: words(`theme.${theme}`),
        }))}
        value={settings.theme}
        onChange={(theme) => choose({ theme })}
      />
      <Choice
        {...shared}
        label={words('header.language')}
        options={LANGUAGES.map((language) => ({
          code: language.tag,
          label: language.ownName,
          lang: language.tag,
        }))}
        value={settings.language}
        onChange={(language) => choose({ language })}
      />
      <Choice
        {...shared}
        label={words('gallery.size')}
        options={SIZES.map((code) => ({ code, label: words(`gallery.size.${code}`) }))}
        value={size}
        onChange={(code) => setSize(SIZES.find((one) => one === code) ?? '100')}
      />
    </div>
  );
}
