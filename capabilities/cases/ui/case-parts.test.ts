import { describe, expect, test } from 'vitest';
import { CalendarDay } from '#kernel/calendar-day.ts';
import { Instant } from '#kernel/instant.ts';
import { aRecordId, coast, paz, sela } from '../domain/examples.ts';
import type { CaseView } from '../domain/views.ts';
import { nextStep } from './case-parts.ts';

const at = Instant.parse('2026-11-24T09:00:00.000Z');
const by = { id: sela, name: 'Sela Sample' };
const empty = { content: null, position: 0, mayWrite: true };
const full = { content: { answers: {}, at, by }, position: 1, mayWrite: true };
const risk = { ...full, content: { ...full.content, level: 'high' as const } };
const written = {
  content: {
    actions: [{ answers: {}, dueDay: CalendarDay.parse('2026-12-01') }],
    at,
    by,
    judgement: null,
  },
  position: 2,
  mayWrite: true,
};
const judged = (approved: boolean) => ({
  ...written,
  content: {
    ...written.content,
    judgement: { approved, note: 'Why?', at, by: { id: paz, name: 'Paz Placeholder' } },
  },
});

function aCase(over: Partial<CaseView> = {}): CaseView {
  return {
    recordId: aRecordId(),
    code: 'K7QD-2MXP-4RC',
    team: { id: coast, name: 'Coast' },
    dueAt: at,
    clocks: [],
    isOpen: true,
    assignment: { worker: null, position: 0, mayTakeOn: false, mayAssign: false },
    firstContact: { ...full, content: { ...full.content, isWhole: true } },
    registration: full,
    consent: { ...full, content: { ...full.content, withdrawn: [] } },
    risk,
    plan: empty,
    mayApprovePlan: false,
    waiting: 0,
    ...over,
  };
}

const worker = { id: sela, writesPlans: true };
const supervisor = { id: paz, writesPlans: true };

describe('the one next step', () => {
  test.each([
    [
      'first-contact',
      aCase({
        firstContact: { ...full, content: { ...full.content, isWhole: false } },
        registration: empty,
      }),
      'not-asked',
    ],
    ['registration', aCase({ registration: empty, consent: empty }), 'not-asked'],
    ['consent', aCase({ consent: empty, risk: empty }), 'not-asked'],
    ['questions', aCase({ risk: empty }), 'not-asked'],
    ['result', aCase({ risk: empty }), 'to-judge'],
    ['risk', aCase({ risk: empty }), 'settled'],
    ['plan', aCase(), 'settled'],
    ['await-approval', aCase({ plan: written }), 'settled'],
    ['mended-plan', aCase({ plan: judged(false) }), 'settled'],
    ['review', aCase({ plan: judged(true) }), 'settled'],
  ] as const)('is %s', (code, view, questions) => {
    expect(nextStep(view, worker, questions).code).toBe(code);
  });

  test('[CA-4] a plan that waits comes first for a supervisor, and never for its author', () => {
    const view = aCase({ registration: empty, plan: written, mayApprovePlan: true });
    expect(nextStep(view, supervisor, 'settled').code).toBe('approval');
    expect(nextStep(view, worker, 'settled').code).toBe('registration');
  });

  test('is never a part that the reader does not get or may not write', () => {
    const view = aCase({ consent: { ...empty, mayWrite: false }, plan: written });
    const { registration: _notGranted, ...withoutIdentity } = view;
    expect(nextStep(withoutIdentity, worker, undefined).code).toBe('await-approval');
  });

  test('is not guessed while the rules have not answered yet', () => {
    expect(nextStep(aCase({ risk: empty }), worker, 'waiting')).toEqual({ code: 'none' });
    expect(nextStep(aCase({ consent: empty }), worker, 'waiting').code).toBe('consent');
  });

  test('is nothing for a reader who only looks', () => {
    const view = aCase({ plan: { ...empty, mayWrite: false } });
    expect(nextStep(view, worker, undefined)).toEqual({ code: 'none' });
    expect(nextStep(aCase(), { id: sela, writesPlans: false }, 'settled').code).toBe('none');
  });
});
