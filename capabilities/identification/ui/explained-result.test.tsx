import { cleanup, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { CalendarDay } from '#kernel/calendar-day.ts';
import { show } from '#platform/design/testing/show.tsx';
import { ExplainedResult, type ExplainedResultProps } from './explained-result.tsx';

const result: ExplainedResultProps = {
  sentence: 'What was recorded fits the definition of child trafficking.',
  standing: 'The competent authority decides.',
  follows: ['The child gets a guardian.'],
  reasons: [
    {
      id: 'works',
      fact: 'The child works all day.',
      evidence: 'Said by the child',
      recordedBy: 'Mira Tallow',
      recordedOn: CalendarDay.parse('2026-11-24'),
    },
  ],
  notKnown: ['Who arranged the journey.'],
  question: { text: 'Who gains?', why: 'It would show the intention.' },
  sources: [{ id: 'R-1', rule: 'R-1', citation: 'Palermo Protocol, Art. 3' }],
};

afterEach(cleanup);

describe('an explained result', () => {
  it('says first what it is, then what follows, why, and what is not known', () => {
    const { container } = show(<ExplainedResult {...result} />);
    const text = container.textContent ?? '';
    const order = [result.sentence, 'gets a guardian', 'works all day', 'Who arranged', 'Palermo'];
    const places = order.map((part) => text.indexOf(part));
    expect(places).toEqual(places.toSorted((left, right) => left - right));
    expect(places).not.toContain(-1);
  });

  it('says who recorded each reason, when, and what it rests on', () => {
    const { container } = show(<ExplainedResult {...result} />);
    const plain = container.textContent?.replaceAll(/[\u2068\u2069]/g, '');
    expect(plain).toContain('Said by the child · recorded by Mira Tallow on 24 November 2026');
  });

  it('folds the sources away', () => {
    const { container } = show(<ExplainedResult {...result} />);
    expect(container.querySelector('details')).toHaveProperty('open', false);
  });

  it('says so when nothing is missing and when nothing is recorded', () => {
    const { question, ...settled } = result;
    expect(question).toBeDefined();
    show(<ExplainedResult {...settled} notKnown={[]} reasons={[]} />);
    expect(screen.getByText('Nothing that would change this is missing.')).toBeDefined();
    expect(screen.getByText('No fact has been recorded yet.')).toBeDefined();
    expect(screen.queryByText('Who gains?')).toBeNull();
  });
});
