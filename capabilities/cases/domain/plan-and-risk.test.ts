import { expect, test } from 'vitest';
import type { DraftEntry } from '#kernel/entry.ts';
import type { WorkerId } from '#kernel/ids.ts';
import { fold, type FoldedEntry } from '#kernel/record-type.ts';
import type { Result } from '#kernel/result.ts';
import { assessRisk } from './assess-risk.ts';
import { aMade, aRecordId, filled, moves, now, outdated, paz, sela, upToDate } from './examples.ts';
import { mayTellServices, recordConsent } from './record-consent.ts';
import {
  planSection,
  type PlanState,
  riskSection,
  type RiskState,
  type WrittenBy,
} from './sections.ts';
import { judgePlan, writePlan } from './write-plan.ts';

const calm = { danger: { isPresumedTrafficked: false }, isSupervisor: false } as const;
const lowRisk = filled('risk', { level: 'low' });
const risk: RiskState = { answers: {}, at: now, by: sela, level: 'high' };
const agreed: WrittenBy = { answers: { referral: 'agreed' }, at: now, by: sela };
const action = { goal: 'Sleep safely', action: 'Find a bed', dueDay: '2026-11-25' };
const plan: PlanState = { actions: [], at: now, by: sela, judgement: null };

test.each([
  [{ exploiterKnowsWhere: 'yes' }, 'exploiter-knows-location'],
  [{ recentViolence: 'yes' }, 'recent-violence'],
  [{ aloneUnderFive: 'yes' }, 'alone-under-five'],
])('[CA-1] a worker cannot put the risk low when %o', (danger, because) => {
  const given = filled('risk', { level: 'medium', ...danger });
  expect(assessRisk({ ...upToDate, ...calm }, aMade(), given, moves)).toEqual({
    ok: false,
    refusal: { code: 'cases.risk.below-floor', floor: 'high', because },
  });
});

test('[CA-1] presumed trafficking keeps the risk at high, and only a supervisor goes below', () => {
  const danger = { isPresumedTrafficked: true };
  const worker = assessRisk({ ...upToDate, danger, isSupervisor: false }, aMade(), lowRisk, moves);
  expect(worker).toMatchObject({ ok: false, refusal: { because: 'presumed-trafficking' } });
  expect(assessRisk({ ...upToDate, danger, isSupervisor: true }, aMade(), lowRisk, moves).ok).toBe(
    true,
  );
});

test('[CA-2] the clock of the level starts with the assessment', () => {
  const assessed = assessRisk(
    { ...upToDate, ...calm },
    aMade(),
    filled('risk', { level: 'immediate' }),
    moves,
  );
  expect(assessed).toMatchObject({
    ok: true,
    value: [
      {
        type: 'cases.risk-assessed',
        body: { level: 'immediate', clocks: { plan: '2026-11-27T09:00:00.000Z' } },
      },
    ],
  });
});

test('a risk without a level is no assessment, and an outdated one is not taken', () => {
  expect(assessRisk({ ...upToDate, ...calm }, aMade(), filled('risk', {}), moves)).toMatchObject({
    refusal: { code: 'cases.risk.level-missing' },
  });
  expect(assessRisk({ ...outdated, ...calm }, aMade(), lowRisk, moves)).toEqual({
    ok: false,
    refusal: { code: 'section.moved-on', current: 4 },
  });
});

test('[CA-3] no plan before the risk is known, none without actions, none that is already over', () => {
  const form = { id: 'plan', version: 1 };
  const write = (seen: { risk: RiskState }, actions: Record<string, unknown>[]) =>
    writePlan({ ...upToDate, consent: agreed, ...seen }, aMade(), form, actions, moves);
  expect(write({ risk: null }, [action])).toMatchObject({
    refusal: { code: 'cases.plan.risk-not-assessed' },
  });
  expect(write({ risk }, [])).toMatchObject({ refusal: { code: 'cases.plan.no-actions' } });
  expect(write({ risk }, [action, { ...action, dueDay: '2026-11-23' }])).toMatchObject({
    refusal: { code: 'cases.plan.due-in-past', action: 2 },
  });
  expect(write({ risk }, [{ goal: 'x', action: 'y' }])).toMatchObject({
    refusal: { code: 'cases.plan.due-missing', action: 1 },
  });
  expect(write({ risk }, [action])).toMatchObject({
    ok: true,
    value: [{ body: { clocks: { approval: '2026-11-25T09:00:00.000Z' } } }],
  });
});

test('[CA-6] telling a service needs consent to referral or a legal basis that was written down', () => {
  const form = { id: 'plan', version: 1 };
  const telling = [{ ...action, tells: ['police'] }];
  const write = (consent: WrittenBy | null) =>
    writePlan({ ...upToDate, risk, consent }, aMade(), form, telling, moves);
  const missing = { refusal: { code: 'cases.plan.consent-missing', action: 1 } };
  expect(write(null)).toMatchObject(missing);
  expect(write({ ...agreed, answers: { referral: 'refused', basis: 'consent' } })).toMatchObject(
    missing,
  );
  expect(write({ ...agreed, answers: { referral: 'not-asked' } })).toMatchObject(missing);
  expect(write(agreed).ok).toBe(true);
  expect(
    mayTellServices({ ...agreed, answers: { referral: 'refused', basis: 'vital-interest' } }),
  ).toBe(true);
});

test('[CA-6] nobody who may be exploiting the child is asked for consent', () => {
  const given = filled('consent', { services: 'agreed', servicesBy: ['child', 'caregiver'] });
  const seen = { ...upToDate, mayCaregiverBeAsked: false };
  expect(recordConsent(seen, aMade(), given)).toMatchObject({
    refusal: { code: 'cases.consent.giver-may-exploit' },
  });
  const byChild = filled('consent', { services: 'agreed', servicesBy: ['child', 'guardian'] });
  expect(recordConsent(seen, aMade(), byChild).ok).toBe(true);
  expect(recordConsent({ ...upToDate, mayCaregiverBeAsked: true }, aMade(), given).ok).toBe(true);
});

test('[CA-4] nobody judges their own plan, and nobody judges a plan twice', () => {
  const yes = { approved: true, note: '' };
  const seen = { ...upToDate, plan };
  expect(judgePlan(seen, aMade({ by: sela }), yes, moves)).toMatchObject({
    refusal: { code: 'cases.plan.own-plan' },
  });
  expect(judgePlan({ ...seen, plan: null }, aMade({ by: paz }), yes, moves)).toMatchObject({
    refusal: { code: 'cases.plan.none-to-judge' },
  });
  const judged: PlanState = { ...plan, judgement: { ...yes, at: now, by: paz } };
  expect(judgePlan({ ...seen, plan: judged }, aMade({ by: paz }), yes, moves)).toMatchObject({
    refusal: { code: 'cases.plan.none-to-judge' },
  });
});

test('[CA-4] a plan that is returned says why; an approved one is due at its review', () => {
  const seen = { ...upToDate, plan };
  expect(judgePlan(seen, aMade({ by: paz }), { approved: false, note: '  ' }, moves)).toMatchObject(
    {
      refusal: { code: 'cases.plan.reason-missing' },
    },
  );
  expect(
    judgePlan(seen, aMade({ by: paz }), { approved: false, note: 'No school yet' }, moves),
  ).toMatchObject({
    ok: true,
    value: [
      {
        type: 'cases.plan-returned',
        body: { clocks: { 'mended-plan': '2026-11-25T09:00:00.000Z' } },
      },
    ],
  });
  expect(judgePlan(seen, aMade({ by: paz }), { approved: true, note: '' }, moves)).toMatchObject({
    ok: true,
    value: [
      { type: 'cases.plan-approved', body: { clocks: { review: '2026-12-01T09:00:00.000Z' } } },
    ],
  });
});

test('what was decided is what the record then says', () => {
  const form = { id: 'plan', version: 1 };
  const written = writePlan({ ...upToDate, risk, consent: agreed }, aMade(), form, [action], moves);
  const afterWriting = foldPlan(null, written);
  expect(afterWriting).toMatchObject({
    by: sela,
    judgement: null,
    actions: [{ dueDay: '2026-11-25' }],
  });
  const judged = judgePlan(
    { ...upToDate, plan: afterWriting },
    aMade({ by: paz }),
    { approved: true, note: 'Good' },
    moves,
  );
  expect(foldPlan(afterWriting, judged, paz)).toMatchObject({
    judgement: { approved: true, note: 'Good', by: paz },
  });
  const assessed = assessRisk({ ...upToDate, ...calm }, aMade(), lowRisk, moves);
  const entries = assessed.ok ? assessed.value.map(asFolded(sela)) : [];
  expect(fold(riskSection, riskSection.start, entries)).toMatchObject({ level: 'low', by: sela });
});

function foldPlan(before: PlanState, decided: Result<readonly DraftEntry[]>, by = sela): PlanState {
  return fold(planSection, before, decided.ok ? decided.value.map(asFolded(by)) : []);
}

function asFolded(author: WorkerId) {
  return (draft: DraftEntry): FoldedEntry => ({
    ...draft,
    author,
    recordId: aRecordId(),
    purpose: 'child-protection',
  });
}
