import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { FoldedEntry } from '#kernel/record-type.ts';
import { aMade, aRecordId, now, paz, sela, upToDate } from './examples.ts';
import { mayTellServices } from './record-consent.ts';
import { ConsentPurpose, consentSection, type ConsentState } from './sections.ts';
import { withdrawConsent } from './withdraw-consent.ts';

const agreed: NonNullable<ConsentState> = {
  answers: {
    services: 'agreed',
    servicesBy: ['child'],
    storage: 'agreed',
    referral: 'agreed',
    referralBy: ['child', 'guardian'],
    referralTo: ['health'],
    tracing: 'agreed',
    tracingPhoto: 'agreed',
    tracingPhotoBy: ['child'],
    statistics: 'refused',
    basis: 'consent',
  },
  at: now,
  by: sela,
  withdrawn: [],
};
const seen = { ...upToDate, consent: agreed, mayCaregiverBeAsked: true };
const told = 'Nobody else will be told from now on.';

function after(state: ConsentState, withdrawal: Parameters<typeof withdrawConsent>[2]) {
  const done = withdrawConsent({ ...seen, consent: state }, aMade({ by: paz }), withdrawal);
  if (!done.ok) return done;
  const [entry] = done.value;
  if (!entry) throw new Error('An entry was expected');
  const folded: FoldedEntry = {
    ...entry,
    recordId: aRecordId(),
    author: paz,
    purpose: 'child-protection',
  };
  return consentSection.evolve(state, folded);
}

test('[CA-23] what was taken back counts as refused, and stays on record with what the child was told', () => {
  const state = after(agreed, { purpose: 'referral', who: 'child', told });
  expect(state).toMatchObject({
    answers: { referral: 'refused', referralBy: ['child'], services: 'agreed', tracing: 'agreed' },
    withdrawn: [{ purpose: 'referral', who: 'child', told, at: now, by: paz }],
  });
  expect(state).not.toHaveProperty('answers.referralTo');
  expect(mayTellServices(agreed)).toBe(true);
  expect('answers' in (state ?? {}) && mayTellServices(state as ConsentState)).toBe(false);
});

test('[CA-23] a search that is stopped shows no photograph any more', () => {
  const state = after(agreed, { purpose: 'tracing', who: 'guardian', told });
  expect(state).not.toHaveProperty('answers.tracingPhoto');
  expect(state).not.toHaveProperty('answers.tracingPhotoBy');
});

test('[CA-23] only what stands agreed can be taken back, and only once', () => {
  const refusal = { code: 'cases.consent.none-to-withdraw' };
  expect(after(agreed, { purpose: 'statistics', who: 'child', told })).toEqual({
    ok: false,
    refusal,
  });
  expect(after(null, { purpose: 'services', who: 'child', told })).toEqual({ ok: false, refusal });
  const once = after(agreed, { purpose: 'services', who: 'child', told }) as ConsentState;
  expect(after(once, { purpose: 'services', who: 'child', told })).toEqual({ ok: false, refusal });
});

test('[CA-23] each agreement stands by itself: taking one back leaves the others as they were', () => {
  const purpose = fc.constantFrom(...ConsentPurpose.options.filter((one) => one !== 'statistics'));
  fc.assert(
    fc.property(purpose, (one) => {
      const state = after(agreed, { purpose: one, who: 'child', told });
      const left = ConsentPurpose.options.filter(
        (other) => other !== one && !(one === 'tracing' && other === 'tracingPhoto'),
      );
      for (const other of left)
        expect(state).toHaveProperty(`answers.${other}`, agreed.answers[other]);
    }),
  );
});

test('[CA-6, CA-23] someone who may be exploiting the child shuts no helper out; the child may', () => {
  const unsafe = { ...seen, mayCaregiverBeAsked: false };
  const by = (who: 'child' | 'caregiver') =>
    withdrawConsent(unsafe, aMade(), { purpose: 'services', who, told });
  expect(by('caregiver')).toEqual({
    ok: false,
    refusal: { code: 'cases.consent.giver-may-exploit' },
  });
  expect(by('child').ok).toBe(true);
});

test('[CA-23] an agreement that stands beside a no is taken back too, and nothing is left to decide', () => {
  const voice = { by: agreed.by, at: agreed.at, entryId: aMade().entryId, hanging: {} };
  const values = [
    { ...voice, value: 'agreed' },
    { ...voice, value: 'refused' },
  ];
  const answers = { ...agreed.answers, services: 'refused' };
  const beside = { ...agreed, answers, siblings: [{ field: 'services', values }] };
  const state = after(beside, { purpose: 'services', who: 'child', told });
  expect(state).toMatchObject({ answers: { services: 'refused' }, siblings: [] });
});
