import { createContext, type ReactNode, use, useLayoutEffect, useMemo } from 'react';
import { I18nProvider } from 'react-aria-components/I18nProvider';
import { createIntl, createIntlCache, type IntlShape, RawIntlProvider } from 'react-intl';
import type { CalendarDay } from '#kernel/calendar-day.ts';
import type { Instant } from '#kernel/instant.ts';
import { type Calendar, showDay, showInstant } from '#kernel/show-date.ts';
import { type Language, languageFor } from './languages.ts';
import type { Messages } from './message-catalogue.ts';
import type { Settings } from './settings.ts';

export type Values = Readonly<Record<string, string | number>>;

/** How the person at the screen reads: every text, number and date on screen goes through this. */
export type Reader = {
  readonly language: Language;
  readonly calendar: Calendar;
  /** The sentence of a key. Text values are isolated, so that mixed directions do not disturb it. */
  readonly words: (key: string, values?: Values) => string;
  /** The sentence of a key, or undefined when no file has it. */
  readonly wordsIfAny: (key: string, values?: Values) => string | undefined;
  readonly number: (value: number) => string;
  readonly day: (day: CalendarDay, calendar?: Calendar) => string;
  readonly instant: (instant: Instant) => string;
  readonly list: (parts: readonly string[]) => string;
};

const ReaderContext = createContext<Reader | undefined>(undefined);
const cache = createIntlCache();

/**
 * What all messages go through before a sentence is formed of them. Tests of the screens put the
 * language that nobody speaks here; for everyone else messages stay as they are.
 */
export const MessagesThrough = createContext<(messages: Messages) => Messages>(
  (messages) => messages,
);

/** Sets language, direction, calendar and theme for everything inside, and on the page itself. */
export function ReaderProvider(props: {
  readonly settings: Settings;
  readonly messages: Messages;
  readonly children: ReactNode;
}) {
  const { settings, messages, children } = props;
  const language = languageFor([settings.language]);
  const through = use(MessagesThrough);
  const intl = useMemo(
    () => intlFor(language.locale, through(messages)),
    [language.locale, through, messages],
  );
  const reader = useMemo(
    () => readerOf(intl, language, settings.calendar),
    [intl, language, settings.calendar],
  );
  useLayoutEffect(() => {
    const page = document.documentElement;
    page.lang = language.tag;
    page.dir = language.direction;
    if (settings.theme === 'device') delete page.dataset['theme'];
    else page.dataset['theme'] = settings.theme;
  }, [language, settings.theme]);
  return (
    <RawIntlProvider value={intl}>
      <I18nProvider locale={language.locale}>
        <ReaderContext value={reader}>{children}</ReaderContext>
      </I18nProvider>
    </RawIntlProvider>
  );
}

export function useReader(): Reader {
  const reader = use(ReaderContext);
  if (!reader) throw new Error('useReader stands outside of ReaderProvider');
  return reader;
}

function intlFor(locale: string, messages: Messages): IntlShape {
  // A missing sentence shows its key, which the tests look for; a console line would help nobody.
  return createIntl({ locale, messages: { ...messages }, onError: () => undefined }, cache);
}

function readerOf(intl: IntlShape, language: Language, calendar: Calendar): Reader {
  const known = new Map(Object.entries(intl.messages));
  const dates = { locale: language.locale, calendar };
  const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const words = (key: string, values?: Values): string =>
    String(intl.formatMessage({ id: key }, isolated(values, known.get(key))));
  return {
    language,
    calendar,
    words,
    wordsIfAny: (key, values) => (known.has(key) ? words(key, values) : undefined),
    number: (value) => intl.formatNumber(value),
    day: (day, other) => showDay(day, { ...dates, calendar: other ?? calendar }),
    instant: (instant) => showInstant(instant, { ...dates, timeZone }),
    list: (parts) => new Intl.ListFormat(language.locale, { type: 'conjunction' }).format(parts),
  };
}

// U+2068 and U+2069 do in plain text what <bdi> does in markup. A value that steers a `select`
// must stay bare, or no branch would match.
function isolated(values: Values | undefined, message: unknown): Record<string, string | number> {
  const text = typeof message === 'string' ? message : '';
  return Object.fromEntries(
    Object.entries(values ?? {}).map(([name, value]) => {
      const steers = new RegExp(`\\{\\s*${name}\\s*,\\s*select`, 'u').test(text);
      return [name, typeof value === 'number' || steers ? value : `\u2068${value}\u2069`];
    }),
  );
}
