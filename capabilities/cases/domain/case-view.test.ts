import { describe, expect, test } from 'vitest';
import type { Ability, Actor } from '#capabilities/access/contract.ts';
import { namedBy } from '#kernel/directory.ts';
import { Entry } from '#kernel/entry.ts';
import type { WorkerId } from '#kernel/ids.ts';
import type { OpenRecord } from '#kernel/open-record.ts';
import type { SensitivityClass } from '#kernel/sensitivity.ts';
import { startCard } from './case-card.ts';
import { caseCardView } from './case-card-view.ts';
import { caseRecord } from './case-record.ts';
import { type CaseSeen, caseView, peopleInCase } from './case-view.ts';
import { aRecordId, clocks, coast, nextId, now, paz, sela } from './examples.ts';
import { timelineView } from './timeline-view.ts';

const named = namedBy(new Map([[sela, 'Sela Sample']]));
const definitions = new Map(clocks.map((clock) => [clock.id, clock]));

function anActor(worker: WorkerId, ...abilities: readonly Ability[]): Actor {
  return {
    worker,
    purpose: 'child-protection',
    abilities: new Map([[coast, new Set(abilities)]]),
    isTrained: true,
  };
}

const written = { answers: { level: 'high' }, at: now, by: sela };
const STATES = new Map<string, { state: unknown; position: number }>([
  ['first-contact', { state: { ...written, isWhole: true }, position: 1 }],
  ['identity', { state: written, position: 2 }],
  ['risk', { state: { ...written, level: 'high' }, position: 3 }],
  ['plan', { state: { actions: [], at: now, by: sela, judgement: null }, position: 4 }],
]);

function aRecord(
  readable: readonly SensitivityClass[],
  over: Partial<OpenRecord> = {},
): OpenRecord {
  return {
    recordId: aRecordId(),
    recordType: caseRecord,
    position: 4,
    card: { ...startCard('TEST-0000-001', coast, sela), clocks: { plan: now } },
    readable: new Set(readable),
    writable: new Set(readable),
    states: STATES,
    ...over,
  };
}

const seenBy = (actor: Actor): CaseSeen => ({
  actor,
  named,
  teamName: 'Coast',
  clocks: definitions,
  waiting: 0,
});

describe('a reader who may not', () => {
  const view = caseView(aRecord(['identity']), seenBy(anActor(paz)));

  test('sees no section of a class that was not granted, and is not told that it is empty', () => {
    expect(view.registration?.content?.answers).toEqual({ level: 'high' });
    for (const part of [view.firstContact, view.risk, view.plan]) expect(part).toBeUndefined();
  });

  test('is not told what is due of such a class', () => {
    expect(view.clocks).toEqual([]);
  });

  test('[AC-5] approves no plan of their own, whatever their role', () => {
    const own = caseView(aRecord(['care']), seenBy(anActor(sela, 'approve-plan')));
    expect(own.mayApprovePlan).toBe(false);
    const other = caseView(aRecord(['care']), seenBy(anActor(paz, 'approve-plan')));
    expect(other.mayApprovePlan).toBe(true);
  });

  test('[CA-10] takes on no case that somebody has', () => {
    const writer = anActor(paz, 'write-plan');
    expect(caseView(aRecord(['care']), seenBy(writer)).assignment).toMatchObject({
      mayTakeOn: false,
      mayAssign: false,
    });
    const free = aRecord(['care'], { card: startCard('TEST-0000-001', coast, null) });
    expect(caseView(free, seenBy(writer)).assignment.mayTakeOn).toBe(true);
  });

  test('writes nothing where they only read', () => {
    const readOnly = caseView(aRecord(['care'], { writable: new Set() }), seenBy(anActor(sela)));
    expect(readOnly.risk).toMatchObject({ mayWrite: false, position: 3 });
  });
});

test('people are named, and someone whom nobody knows any more keeps their place', () => {
  const record = aRecord(['care', 'identity']);
  expect(new Set(peopleInCase(record))).toEqual(new Set([sela]));
  const view = caseView(record, { ...seenBy(anActor(sela)), named: namedBy(new Map()) });
  expect(view.risk?.content?.by).toEqual({ id: sela, name: '—' });
});

test('an empty section is null, and there', () => {
  const view = caseView(aRecord(['care'], { states: new Map() }), seenBy(anActor(sela)));
  expect(view.risk).toEqual({ content: null, position: 0, mayWrite: true });
});

test('[PR-4] a line of the timeline leaves out what opens only on its own', () => {
  const entry = Entry.parse({
    id: nextId(),
    type: 'protection.safe-place-recorded',
    section: 'safe-place',
    class: 'critical',
    form: null,
    deviceTime: now,
    body: { answers: { address: 'Imaginary Lane', kind: 'foster' } },
    recordId: aRecordId(),
    position: 1,
    author: sela,
    purpose: 'child-protection',
    serverTime: now,
  });
  const withheld = () => ({ answers: { kind: 'foster' } });
  const [line] = timelineView([entry], { named, withheld });
  expect(line).toMatchObject({ by: { name: 'Sela Sample' }, at: now, position: 1 });
  expect(line?.body).toEqual({ answers: { kind: 'foster' } });
  expect(line).not.toHaveProperty('recordId');
});

describe('[CA-2] a line of the list', () => {
  const card = { ...startCard('TEST-0000-001', coast, sela), dueAt: now, clocks: { plan: now } };
  const recordId = aRecordId();

  test('tells neither codes nor what is due to a reader without class care', () => {
    const line = caseCardView({ recordId, card }, { named, clocks: definitions });
    expect(line).toMatchObject({ codes: null, dueClock: null, dueAt: now });
  });

  test('tells both to one who has it', () => {
    const kept = { ...card, parts: { care: { risk: 'high' } } };
    const line = caseCardView({ recordId, card: kept }, { named, clocks: definitions });
    expect(line.codes).toEqual({ risk: 'high', plan: 'none', result: null });
    expect(line.dueClock).toBe('plan');
  });
});
