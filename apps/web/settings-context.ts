import { createContext, use } from 'react';
import type { Catalogue } from '#platform/design/reader/message-catalogue.ts';
import type { Settings } from '#platform/design/reader/settings.ts';

export type SharedSettings = {
  readonly settings: Settings;
  readonly catalogue: Catalogue;
  /** Its words could not be had: another language was chosen where there is no network. */
  readonly isLanguageMissing?: boolean;
  readonly change: (settings: Settings) => void;
};

export const SettingsContext = createContext<SharedSettings | undefined>(undefined);

export function useSettings(): SharedSettings {
  const shared = use(SettingsContext);
  if (!shared) throw new Error('useSettings stands outside of App');
  return shared;
}
