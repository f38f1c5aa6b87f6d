import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { CalendarDay } from '#kernel/calendar-day.ts';
import { answersSchema } from '#kernel/form-answers.ts';
import { scriptOf } from '#kernel/spoken-name.ts';
import { showFault } from '#platform/pack/pack-fault.ts';
import { readPack } from '#platform/pack/read-pack.ts';
import { type DemoChild, DemoChildren, DemoPeople, withDays } from './demo-documents.ts';

const here = import.meta.dirname;
const today = CalendarDay.parse('2026-11-24');
const document = (file: string): unknown => parse(readFileSync(path.join(here, file), 'utf8'));

const people = DemoPeople.parse(document('people.yaml'));
const { children } = DemoChildren.parse(document('children.yaml'));
const roles = z
  .object({ roles: z.array(z.object({ role: z.string() })) })
  .parse(document('../core/roles/roles.yaml'))
  .roles.map(({ role }) => role);
const facts = z
  .object({ facts: z.array(z.object({ code: z.string(), kind: z.string().optional() })) })
  .parse(document('../core/identification/facts.yaml')).facts;

function demoPack() {
  const read = readPack(here, {
    parts: {},
    contracts: {},
    owned: ['identification', 'roles', 'services', 'people', 'children'],
  });
  if (!read.ok) throw new Error(read.refusal.faults.map(showFault).join('\n'));
  return read.value;
}
const pack = demoPack();

test('Amparia has three levels of places, named in every language of the pack', () => {
  const levels = [...pack.places.values()].map((place) => place.level);
  expect([0, 1, 2].map((level) => levels.filter((one) => one === level).length)).toEqual([
    1, 6, 26,
  ]);
  for (const place of pack.places.values()) {
    expect(place.pcode).toMatch(/^XA/);
    expect(Object.keys(place.names)).toEqual(expect.arrayContaining([...pack.languages]));
  }
});

test('the pack says that it is for trying out', () => {
  expect(pack.evaluation).toBe(true);
});

test('every team belongs to an agency and every worker to a team, in a role that exists', () => {
  const agencies = people.agencies.map(({ id }) => id);
  const teams = people.teams.map(({ id }) => id);
  for (const team of people.teams) expect(agencies).toContain(team.agency);
  for (const worker of people.workers) {
    for (const { role, team } of worker.roles) {
      expect(teams).toContain(team);
      expect(roles).toContain(role);
    }
  }
});

test('every role of the core pack has someone to try it with', () => {
  const held = new Set(people.workers.flatMap((worker) => worker.roles.map(({ role }) => role)));
  expect([...held].sort()).toEqual([...roles].sort());
});

test('nobody signs in twice, and no child stands twice', () => {
  const signIns = people.workers.map(({ signIn }) => signIn);
  expect(new Set(signIns).size).toBe(signIns.length);
  expect(new Set(children.map(({ id }) => id)).size).toBe(children.length);
});

test('the children are many enough, in many scripts, and at every stage of the work', () => {
  expect(children.length).toBeGreaterThanOrEqual(24);
  const scripts = new Set(children.flatMap((child) => scriptOfName(child) ?? []));
  expect(scripts.size).toBeGreaterThanOrEqual(8);
  const stages: readonly ((child: DemoChild) => boolean)[] = [
    (child) => child.registration === undefined,
    (child) => child.registration !== undefined && child.facts === undefined,
    (child) => child.facts !== undefined && child.risk === undefined,
    (child) => child.risk !== undefined && child.plan === undefined,
    (child) => child.plan !== undefined && child.planJudged === undefined,
    (child) => child.planJudged?.approved === true,
    (child) => child.planJudged?.approved === false,
    (child) => child.openedBy !== child.worker,
  ];
  for (const stage of stages) expect(children.some(stage)).toBe(true);
});

test('days are counted from the day of seeding', () => {
  const opened = CalendarDay.parse('2026-11-20');
  const value = { a: ['today', 'today-3'], b: 'opened+7', c: 'todays' };
  expect(withDays(value, { today, opened })).toEqual({
    a: ['2026-11-24', '2026-11-21'],
    b: '2026-11-27',
    c: 'todays',
  });
});

describe.each(children)('$id', (child) => {
  test('has answers that every form accepts', () => {
    const filled: readonly [string, unknown][] = [
      ['first-contact', child.firstContact],
      ['registration', child.registration],
      ['consent', child.consent],
      ['risk', child.risk],
      ...(child.plan ?? []).map((action): [string, unknown] => ['plan', action]),
      ...child.later.flatMap((step): [string, unknown][] =>
        step.what === 'protect' ? [[step.part, step.answers]] : [],
      ),
    ];
    for (const [id, answers] of filled) {
      if (answers === undefined) continue;
      const form = pack.forms.get(id);
      if (!form) throw new Error(`There is no form ${id}`);
      const result = answersSchema(form, pack).safeParse(
        withDays(answers, { today, opened: today }),
      );
      expect([id, result.error?.issues ?? []]).toEqual([id, []]);
    }
  });

  test('has facts that the rules know', () => {
    for (const { fact, value } of child.facts ?? []) {
      const known = facts.find(({ code }) => code === fact);
      const type = known?.kind === 'hours' ? 'number' : 'string';
      expect([fact, known?.code, typeof value]).toEqual([fact, fact, type]);
    }
  });

  test('is accompanied by people and a team that exist', () => {
    const worker = people.workers.find(({ signIn }) => signIn === child.worker);
    expect(worker?.roles).toContainEqual({ role: 'social-worker', team: child.team });
    expect(people.workers.map(({ signIn }) => signIn)).toContain(child.openedBy);
    expect(people.teams.find(({ id }) => id === child.team)?.receives).toBe(true);
  });

  test('has no plan that its own author judged', () => {
    const supervisors = people.workers.filter(({ roles: held }) =>
      held.some(({ role, team }) => role === 'supervisor' && team === child.team),
    );
    const judges = child.planJudged ? [child.planJudged.by] : [];
    expect(supervisors.map(({ signIn }) => signIn)).toEqual(expect.arrayContaining(judges));
    expect(judges).not.toContain(child.worker);
  });

  test('has a name in the script that is written down', () => {
    const name = nameOf(child);
    expect(name?.script).toBe(name && scriptOf(name.spoken));
  });
});

function nameOf(child: DemoChild) {
  const Named = z.object({ name: z.object({ spoken: z.string(), script: z.string() }) });
  return Named.safeParse(child.registration).data?.name;
}

function scriptOfName(child: DemoChild): string | undefined {
  return nameOf(child)?.script;
}
