import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { CalendarDay } from '#kernel/calendar-day.ts';
import { ageRangeOn, DateAsKnown } from '#kernel/date-as-known.ts';
import { answersSchema } from '#kernel/form-answers.ts';
import { fieldsOf } from '#kernel/form.ts';
import { scriptOf } from '#kernel/spoken-name.ts';
import { showFault } from '#platform/pack/pack-fault.ts';
import { readPack } from '#platform/pack/read-pack.ts';
import { DemoChild, DemoPeople, withDays } from '../demo-documents.ts';
import { demoTables } from '../read-tables.ts';
import { STATE_IDS, stateOf } from './child-states.ts';
import { DEMO_SEED, generateChild } from './generate-child.ts';
import { inventCase, type InventedCase } from './invent-case.ts';
import { ageBandOf } from './protect-child.ts';

const folder = path.resolve(import.meta.dirname, '..');
const yaml = (file: string): unknown => parse(readFileSync(path.join(folder, file), 'utf8'));
const today = CalendarDay.parse('2026-11-24');

const read = readPack(folder, {
  parts: {},
  contracts: {},
  owned: ['identification', 'roles', 'services', 'people', 'children'],
});
if (!read.ok) throw new Error(read.refusal.faults.map(showFault).join('\n'));
const pack = read.value;
const people = DemoPeople.parse(yaml('people.yaml'));
const tables = demoTables(folder);
const country = {
  people,
  tables,
  forms: pack.forms,
  places: [...pack.places.values()].filter(({ level }) => level === 2).map(({ pcode }) => pcode),
};
const facts = z
  .object({ facts: z.array(z.object({ code: z.string(), kind: z.string().optional() })) })
  .parse(yaml('../core/identification/facts.yaml')).facts;

const index = fc.nat({ max: 5000 });
const seed = fc.string({ maxLength: 20 });
/** Of any child of any seed, with the frame that its forms were made in. */
const ofAny = (holds: (child: DemoChild, made: InventedCase) => void) =>
  fc.property(seed, index, (word, at) =>
    holds(generateChild(country, word, at), inventCase(country, word, at)),
  );
const all = Array.from({ length: 376 }, (_, at) => generateChild(country, DEMO_SEED, at));
const Named = z.object({ name: z.object({ spoken: z.string(), script: z.string() }) });
const namesOf = (child: DemoChild) => {
  const named = Named.safeParse(child.registration).data;
  return named ? [named.name] : [];
};

describe('an invented child', () => {
  test('is the same for the same seed, and another for another', () => {
    fc.assert(
      fc.property(seed, index, (word, at) => {
        expect(generateChild(country, word, at)).toEqual(generateChild(country, word, at));
      }),
    );
    const others = all.map((_, at) => generateChild(country, 'other', at));
    expect(others.filter((child, at) => JSON.stringify(child) === JSON.stringify(all[at]))).toEqual(
      [],
    );
  });

  test('has only codes that exist, and answers that every form accepts', () => {
    fc.assert(
      ofAny((child) => {
        expect(DemoChild.parse(child)).toEqual(child);
        const issues = filledForms(child).flatMap(([id, answers]) => {
          const form = pack.forms.get(id);
          if (!form) return [`There is no form ${id}`];
          const days = { today, opened: today };
          const result = answersSchema(form, pack).safeParse(withDays(answers, days));
          return result.error?.issues.map((issue) => `${id} ${issue.path.join('.')}`) ?? [];
        });
        expect(issues).toEqual([]);
        for (const { fact, value } of child.facts ?? []) {
          const known = facts.find(({ code }) => code === fact);
          const type = known?.kind === 'hours' ? 'number' : 'string';
          expect([fact, typeof value]).toEqual([known?.code, type]);
        }
      }),
    );
  });

  test('has a name that nobody bears: a thing, and the local word for an example', () => {
    fc.assert(
      ofAny((child, { language }) => {
        for (const { spoken, script } of namesOf(child)) {
          const given = language.given.find((word) => spoken.startsWith(`${word} `));
          const family = language.family.find((word) => spoken.endsWith(` ${word}`));
          expect(spoken).toBe(`${given} ${family}`);
          expect(script).toBe(scriptOf(spoken));
        }
      }),
    );
  });

  test('has its days in order, none in the future', () => {
    fc.assert(
      ofAny((child) => {
        const hours = child.later.map((step) => step.hours);
        expect(hours).toEqual(hours.toSorted((left, right) => left - right));
        const lastHours = Math.max(0, ...hours);
        expect(child.openedDaysAgo * 24).toBeGreaterThanOrEqual(lastHours);
        const learned = (child.facts ?? []).map(({ daysAgo }) => daysAgo);
        expect(Math.max(0, ...learned)).toBeLessThanOrEqual(child.openedDaysAgo);
      }),
    );
  });

  test('[R-AGE-4] was under 18 when it began, also one who has turned 18 since', () => {
    fc.assert(
      ofAny((child, made) => {
        const days = { today, opened: dayBefore(Math.ceil(child.openedDaysAgo)) };
        const told = child.registration?.['birth'] ?? { precision: 'unknown' };
        const birth = DateAsKnown.parse(withDays(told, days));
        expect(ageRangeOn(birth, days.opened)?.least ?? 0).toBeLessThan(18);
        const isGrown = (ageRangeOn(birth, today)?.least ?? 0) >= 18;
        expect(isGrown).toBe(made.state.turned18 === true);
      }),
    );
  });

  test('[CA-6] was asked for consent by its age, and a plan tells only whom that allows', () => {
    fc.assert(
      ofAny((child, made) => {
        const consent = child.consent ?? { ageBand: ageBandOf(made.age) };
        expect(consent['ageBand']).toBe(ageBandOf(made.age));
        const isCaregiverAsked = JSON.stringify(consent).includes('"caregiver"');
        expect(isCaregiverAsked && made.situation.caregiverMayExploit).toBe(false);
        const told = (child.plan ?? []).flatMap(({ tells }) => (Array.isArray(tells) ? tells : []));
        const agreed = consent['referral'] === 'agreed' ? consent['referralTo'] : [];
        expect(agreed ?? []).toEqual(expect.arrayContaining(told));
        const asked = child.later.flatMap((one) => (one.what === 'refer' ? [one.kind] : []));
        expect(agreed ?? []).toEqual(expect.arrayContaining(asked));
        const isShared = child.later.some(({ what }) => what === 'share');
        expect(isShared && consent['referral'] !== 'agreed').toBe(false);
      }),
    );
  });

  test('[CA-1, CA-4] is put below high by a supervisor alone, and nobody judges their own plan', () => {
    fc.assert(
      ofAny((child, made) => {
        const level = child.risk?.['level'];
        const isLow = level === 'medium' || level === 'low';
        expect(child.riskBy).toBe(isLow ? made.supervisor.signIn : undefined);
        expect(child.planJudged?.by).not.toBe(child.worker);
      }),
    );
  });

  test('[AC-6] was asked nothing sensitive by whoever only hands children over', () => {
    const form = pack.forms.get('first-contact');
    const sensitive = form ? fieldsOf(form).filter((field) => field.trainedOnly) : [];
    expect(sensitive.length).toBeGreaterThan(0);
    fc.assert(
      ofAny((child) => {
        const asked = sensitive.filter(({ id }) => child.firstContact[id] !== undefined);
        expect(asked.length > 0 && child.openedBy !== child.worker).toBe(false);
      }),
    );
  });
});

describe('the children of the demo', () => {
  test('stand in every state of the work, however few they are', () => {
    const few = new Set(STATE_IDS.map((_, at) => stateOf(at).id));
    expect([...few].toSorted()).toEqual([...STATE_IDS].toSorted());
  });

  test('were met in every situation, in every place of a team, in many scripts', () => {
    const cases = all.map((_, at) => inventCase(country, DEMO_SEED, at));
    const of = (values: readonly string[]) => [...new Set(values)].toSorted();
    expect(of(cases.map(({ situation }) => situation.id))).toEqual(
      of(tables.situations.map(({ id }) => id)),
    );
    expect(of(cases.map(({ place }) => place))).toEqual([...country.places].toSorted());
    expect(of(all.flatMap((child) => namesOf(child).map(({ script }) => script))).length).toBe(8);
    expect(new Set(all.map(({ worker }) => worker)).size).toBeGreaterThanOrEqual(8);
    expect(
      new Set(all.flatMap((child) => namesOf(child).map(({ spoken }) => spoken))).size,
    ).toBeGreaterThan(180);
  });

  test('leave every team its share, and a part of the work overdue', () => {
    const teams = Map.groupBy(all, ({ team }) => team);
    for (const [team, children] of teams)
      expect([team, children.length > 30]).toEqual([team, true]);
    expect(teams.size).toBe(4);
  });
});

function dayBefore(days: number): CalendarDay {
  return CalendarDay.parse(withDays(`today-${days}`, { today, opened: today }));
}

type Filled = readonly [form: string, answers: unknown];

/** Every form that was filled in for a child, with its answers. */
function filledForms(child: DemoChild): readonly Filled[] {
  const plan = (child.plan ?? []).map((action): Filled => ['plan', action]);
  const later = child.later.flatMap((step): readonly Filled[] => {
    if (step.what === 'consent-again') return [['consent', step.answers]];
    if (step.what === 'protect') return [[step.part, step.answers]];
    if (step.what === 'refer') return [['referral', step.answers]];
    return step.what === 'written-offline' ? [['risk', step.risk]] : [];
  });
  const forms: readonly Filled[] = [
    ['first-contact', child.firstContact],
    ['registration', child.registration],
    ['consent', child.consent],
    ['risk', child.risk],
  ];
  return [...forms, ...plan, ...later].filter(([, answers]) => answers !== undefined);
}
