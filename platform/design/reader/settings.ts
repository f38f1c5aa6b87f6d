import { z } from 'zod';
import { CALENDARS } from '#kernel/show-date.ts';
import { LANGUAGES, languageFor } from './languages.ts';

/** How a person wants the screens to be. Holds nothing about anyone, so it may stay on the device. */
export const Settings = z.object({
  language: z.string().refine((tag) => LANGUAGES.some((language) => language.tag === tag)),
  calendar: z.enum(CALENDARS),
  theme: z.enum(['device', 'light', 'dark', 'contrast']),
});
export type Settings = z.infer<typeof Settings>;

const PLACE = 'amparo.settings';

/** The settings kept on this device, or what the device itself asks for. */
export function loadSettings(): Settings {
  const wished = { language: languageFor(navigator.languages).tag, calendar: 'gregory' } as const;
  try {
    const kept = Settings.safeParse(JSON.parse(localStorage.getItem(PLACE) ?? ''));
    if (kept.success) return kept.data;
  } catch {
    // Storage may be shut off, or hold something else; the device's wish is good enough.
  }
  return { ...wished, theme: 'device' };
}

export function keepSettings(settings: Settings): void {
  try {
    localStorage.setItem(PLACE, JSON.stringify(settings));
  } catch {
    // A browser without storage asks again next time; nothing else is lost.
  }
}
