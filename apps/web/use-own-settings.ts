import { useState } from 'react';
import type { Catalogue } from '#platform/design/reader/message-catalogue.ts';
import { keepSettings, type Settings } from '#platform/design/reader/settings.ts';
import type { SharedSettings } from './settings-context.ts';

type Start = { readonly settings: Settings; readonly catalogue: Catalogue };

/** How the person at the screen wants it, and the words for it. */
export function useOwnSettings(
  start: Start,
  load: (language: string) => Promise<Catalogue>,
): SharedSettings {
  const [settings, setSettings] = useState(start.settings);
  const [catalogue, setCatalogue] = useState(start.catalogue);
  const [isLanguageMissing, setMissing] = useState(false);
  const take = (changed: Settings) => {
    setMissing(false);
    setSettings(changed);
    keepSettings(changed);
  };
  const change = async (changed: Settings) => {
    if (changed.language === settings.language) {
      take(changed);
      return;
    }
    try {
      // The words come first, so that no screen is ever shown without them.
      setCatalogue(await load(changed.language));
    } catch {
      // Its files never came to this browser and there is no network: the screen stays as it is.
      setMissing(true);
      return;
    }
    take(changed);
  };
  return { settings, catalogue, isLanguageMissing, change: (changed) => void change(changed) };
}
