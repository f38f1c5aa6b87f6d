import { expect, test } from 'vitest';
import type { DraftEntry } from '#kernel/entry.ts';
import type { FoldedEntry } from '#kernel/record-type.ts';
import {
  aMade,
  answers,
  aRecordId,
  filled,
  moves,
  now,
  outdated,
  paz,
  sela,
  upToDate,
} from './examples.ts';
import { completeFirstContact, makeFirstContact } from './first-contact.ts';
import { firstContactSection } from './sections.ts';

const QUICK = { safeNow: 'no', withWhom: ['nobody'], metOn: '2026-11-24' };

function entryOf(made: { ok: boolean; value?: readonly DraftEntry[] }, author = sela): FoldedEntry {
  const [first] = made.value ?? [];
  if (!first) throw new Error('An entry was expected');
  return { ...first, recordId: aRecordId(), author, purpose: 'child-protection' };
}

const quick = makeFirstContact(aMade(), filled('first-contact', QUICK), 'quick', moves);
const seen = { ...upToDate, medicalBy: undefined, wasFeared: false };

test('[CA-22] a first contact saved in haste is still to be completed, and counts as urgent at once', () => {
  const state = firstContactSection.evolve(null, entryOf(quick));
  expect(state).toEqual({ answers: QUICK, at: now, by: sela, isWhole: false });
  expect(entryOf(quick).body['clocks']).toEqual({ 'first-action': '2026-11-24T10:00:00.000Z' });
});

test('[CA-22] completing it is an entry of its own; what was saved first stays in the journal', () => {
  const whole = { ...answers.firstContact, safeNow: 'no' };
  const done = completeFirstContact(
    seen,
    aMade({ by: paz }),
    filled('first-contact', whole),
    moves,
  );
  expect(entryOf(done).type).toBe('cases.first-contact-completed');
  const state = [entryOf(quick), entryOf(done, paz)].reduce(
    firstContactSection.evolve,
    firstContactSection.start,
  );
  expect(state).toEqual({ answers: whole, at: now, by: paz, isWhole: true });
});

test('[CA-22] two who complete it at once do not overwrite each other', () => {
  const late = { ...outdated, medicalBy: undefined, wasFeared: false };
  expect(completeFirstContact(late, aMade(), filled('first-contact', QUICK), moves)).toEqual({
    ok: false,
    refusal: { code: 'section.moved-on', current: 4 },
  });
});

test('[CA-21] the fear of violence starts the clock of medical care, once, whenever it is written down', () => {
  const hurt = { ...answers.firstContact, recentViolence: 'unknown', violenceWhen: 'not-known' };
  const made = makeFirstContact(aMade(), filled('first-contact', hurt), 'whole', moves);
  expect(entryOf(made).body['clocks']).toMatchObject({ 'medical-care': now });
  const later = completeFirstContact(seen, aMade(), filled('first-contact', hurt), moves);
  expect(entryOf(later).body['clocks']).toMatchObject({ 'medical-care': now });
  const met = completeFirstContact(
    { ...upToDate, medicalBy: null, wasFeared: true },
    aMade(),
    filled('first-contact', hurt),
    moves,
  );
  expect(entryOf(met).body['clocks']).not.toHaveProperty('medical-care');
});

test('[CA-21] a fear of violence that was corrected stops the clock; silence about it does not', () => {
  const running = { ...upToDate, medicalBy: now, wasFeared: true };
  const clocksAfter = (over: object) => {
    const contact = filled('first-contact', { ...answers.firstContact, ...over });
    return entryOf(completeFirstContact(running, aMade(), contact, moves)).body['clocks'];
  };
  expect(clocksAfter({ recentViolence: 'no' })).toMatchObject({ 'medical-care': null });
  // A fear that comes up again after it was taken back is a new one.
  const again = completeFirstContact(
    { ...upToDate, medicalBy: null, wasFeared: false },
    aMade(),
    filled('first-contact', { ...answers.firstContact, recentViolence: 'yes' }),
    moves,
  );
  expect(entryOf(again).body['clocks']).toMatchObject({ 'medical-care': now });
  expect(clocksAfter({ recentViolence: undefined })).not.toHaveProperty('medical-care');
  expect(clocksAfter({ recentViolence: 'declined' })).not.toHaveProperty('medical-care');
});

test('[CA-5] violence cannot lie ahead, in the first entry or a later one', () => {
  const ahead = filled('first-contact', {
    ...answers.firstContact,
    recentViolence: 'yes',
    violenceWhen: 'today',
    violenceDay: '2026-11-26',
  });
  const refusal = { code: 'cases.contact.violence-in-future' };
  expect(makeFirstContact(aMade(), ahead, 'whole', moves)).toEqual({ ok: false, refusal });
  expect(completeFirstContact(seen, aMade(), ahead, moves)).toEqual({ ok: false, refusal });
});
