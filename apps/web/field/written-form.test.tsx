import { describe, expect, it } from 'vitest';
import { TRAVELLING_IDS } from '../../between-slices/travelling.ts';
import { CalendarDay } from '#kernel/calendar-day.ts';
import { Form } from '#kernel/form.ts';
import { draftAgain, placeOfForm, writtenForm } from './written-form.ts';

const RECORD = '0191e0a0-0000-7000-8000-000000000001';
const reader = { calendar: 'gregory', today: CalendarDay.parse('2026-11-24') } as const;
const form = (id: string) =>
  Form.parse({
    id,
    version: 2,
    section: id,
    class: 'care',
    source: 'Invented for a test',
    steps: [
      {
        id: 'one',
        fields: [
          { id: 'why', kind: 'long-text', maxLength: 1000 },
          { id: 'hours', kind: 'number', min: 0, max: 168 },
        ],
      },
    ],
  });
const text = (words: string) => ({ kind: 'text', text: words });

describe('the words of a form that was given', () => {
  it('are found again for the form that they were written in', () => {
    const input = { answers: { level: 'high' } };
    expect(writtenForm('cases.assess-risk', input)).toEqual({
      form: 'risk',
      pages: [{ level: 'high' }],
    });
  });

  it('of a plan are as many pages as it has actions', () => {
    const actions = [{ goal: 'A safe bed' }, { goal: 'A doctor' }];
    expect(writtenForm('cases.write-plan', { actions })).toEqual({ form: 'plan', pages: actions });
  });

  it('are not guessed for what fills no form, or is none', () => {
    expect(writtenForm('cases.withdraw-consent', {})).toBeUndefined();
    expect(writtenForm('cases.assess-risk', { answers: 'x' })).toBeUndefined();
  });

  it('lead back to a screen that is there, for every form that travels', () => {
    const paths = [...TRAVELLING_IDS].flatMap((id) => placeOfForm(id, RECORD) ?? []);
    expect(paths.map(({ path }) => path.replace(RECORD, 'R'))).toEqual([
      '/first-contact',
      '/hand-over',
      '/cases/R/first-contact',
      '/cases/R/registration',
      '/cases/R/consent',
      '/cases/R/risk',
      '/cases/R/plan',
      '/cases/R/questions',
      '/cases/R/protection/guardian',
      '/cases/R/protection/safe-place',
      '/cases/R/protection/health',
      '/cases/R/protection/justice',
      '/cases/R/protection/assessment',
    ]);
    expect(placeOfForm('protection.record-safe-place', RECORD)?.draftKey).toBe(
      `safe-place.${RECORD}`,
    );
  });
});

describe('the draft made of them', () => {
  it('goes back to the team that a child was handed to', () => {
    const input = { team: 'T', answers: { why: 'Alone at the bridge' } };
    const written = { form: 'first-contact', pages: [input.answers] };
    expect(draftAgain(form('first-contact'), written, input, reader)).toEqual({
      why: text('Alone at the bridge'),
      '#team': text('T'),
    });
  });

  it('of a plan lies as the screen of the plan keeps it', () => {
    const written = { form: 'plan', pages: [{ goal: 'A safe bed' }] };
    const draft = draftAgain(form('plan'), written, {}, reader);
    expect(draft['actions']).toEqual(
      text(JSON.stringify([{ id: 'again-0', answers: { goal: 'A safe bed' } }])),
    );
  });

  it('leaves out an answer that a newer form asks in another way, and keeps the others', () => {
    const written = { form: 'risk', pages: [{ why: 'Near the bus', hours: 'many', gone: 'x' }] };
    expect(draftAgain(form('risk'), written, {}, reader)).toEqual({ why: text('Near the bus') });
  });
});
