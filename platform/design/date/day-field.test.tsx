import { cleanup, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import { CalendarDay } from '#kernel/calendar-day.ts';
import type { Calendar } from '#kernel/show-date.ts';
import { useReader } from '../reader/reader.tsx';
import { show } from '../testing/show.tsx';
import { DayField } from './day-field.tsx';
import { KnownDateField } from './known-date-field.tsx';
import { knownDateWords } from './known-date-words.ts';
import { emptyDate, emptyDay, readDay } from './typed-date.ts';

afterEach(cleanup);

function OneDay({ calendar }: { readonly calendar: Calendar }) {
  const [typed, setTyped] = useState(emptyDay(calendar));
  return (
    <>
      <DayField label="Met on" value={typed} onChange={setTyped} />
      <output data-testid="kept">{readDay(typed).value}</output>
    </>
  );
}

async function type(day: string, month: string, year: string): Promise<void> {
  await userEvent.type(screen.getByLabelText('Day'), day);
  await userEvent.type(screen.getByLabelText('Month'), month);
  await userEvent.type(screen.getByLabelText('Year'), year);
}

describe('a day typed in the calendar of the reader', () => {
  it.each([
    ['ethiopic', ['3', '13', '2018'], '2026-09-08', '3 Pagumen 2018'],
    ['ethiopic', ['15', '3', '2019'], '2026-11-24', '15 Hedar 2019'],
    ['islamic-umalqura', ['14', '6', '1448'], '2026-11-24', '14 Jumada II 1448 AH'],
  ] as const)('%s: %o is kept as %s', async (calendar, [day, month, year], kept, shown) => {
    show(<OneDay calendar={calendar} />, { settings: { calendar } });
    await type(day, month, year);
    expect(screen.getByTestId('kept').textContent).toBe(kept);
    const echo = screen.getByText(/, which is/).textContent;
    expect(echo).toContain(shown);
    expect(echo).toMatch(kept === '2026-09-08' ? /8 September 2026/ : /24 November 2026/);
  });

  it('names the month before the day is whole', async () => {
    show(<OneDay calendar="ethiopic" />, { settings: { calendar: 'ethiopic' } });
    await userEvent.type(screen.getByLabelText('Month'), '13');
    expect(screen.getByText(/Pagumen/)).toBeDefined();
  });

  it('keeps no sixth day of Pagume in a year that has five', async () => {
    show(<OneDay calendar="ethiopic" />, { settings: { calendar: 'ethiopic' } });
    await type('6', '13', '2018');
    expect(screen.getByTestId('kept').textContent).toBe('');
  });
});

describe('a month or a year alone', () => {
  const today = CalendarDay.parse('2026-11-24');

  it('is asked for as Gregorian, and says which Ethiopian years it touches', () => {
    const typed = { ...emptyDate('ethiopic', today), way: 'year', year: '2012' } as const;
    show(<KnownDateField label="Born" value={typed} onChange={() => undefined} />);
    expect(screen.getByLabelText('Year, Gregorian')).toHaveProperty('value', '2012');
    expect(screen.getByText(/2004.* and .*2005/)).toBeDefined();
  });

  it('is marked as Gregorian wherever it is shown to who reads another calendar', () => {
    function Born() {
      return knownDateWords({ precision: 'year', year: 2012, basis: 'child' }, useReader());
    }
    const { container } = show(<Born />, { settings: { calendar: 'ethiopic' } });
    expect(container.textContent).toContain('(Gregorian calendar)');
    cleanup();
    const usual = show(<Born />);
    expect(usual.container.textContent).not.toContain('Gregorian');
  });
});
