import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Actor } from '#capabilities/access/contract.ts';
import { BlobId } from '#kernel/blob.ts';
import { namedBy } from '#kernel/directory.ts';
import type { OpenRecord } from '#kernel/open-record.ts';
import type { FoldedEntry } from '#kernel/record-type.ts';
import { SensitivityClass } from '#kernel/sensitivity.ts';
import { judgeAttachment, mayTraceWithPhoto } from './add-attachment.ts';
import { AttachmentKind, attachmentSections } from './attachment-sections.ts';
import { attachmentsView } from './attachments-view.ts';
import { caseRecord } from './case-record.ts';
import { aMade, aRecordId, coast, nextId, now, sela } from './examples.ts';
import type { ConsentState } from './sections.ts';

const actor: Actor = {
  worker: sela,
  purpose: 'child-protection',
  abilities: new Map([[coast, new Set()]]),
  isTrained: false,
};
const agreed: NonNullable<ConsentState> = {
  answers: { tracing: 'agreed', tracingPhoto: 'agreed', tracingPhotoBy: ['child'] },
  at: now,
  by: sela,
  withdrawn: [],
};

function aCase(over: {
  readonly readable?: readonly SensitivityClass[];
  readonly writable?: readonly SensitivityClass[];
  readonly consent?: ConsentState;
  readonly states?: readonly (readonly [string, unknown])[];
}): OpenRecord {
  const readable = over.readable ?? ['identity', 'care'];
  const states = [...(over.states ?? []), ['consent', over.consent ?? null] as const];
  return {
    recordId: aRecordId(),
    recordType: caseRecord,
    position: 1,
    card: {
      code: 'XA-TEST',
      team: coast,
      worker: sela,
      isOpen: true,
      dueAt: null,
      clocks: {},
      parts: {},
    },
    readable: new Set(readable),
    writable: new Set(over.writable ?? readable),
    states: new Map(states.map(([name, state]) => [name, { state, position: 1 }])),
  };
}

function told(over: Partial<Parameters<typeof judgeAttachment>[1]> = {}) {
  return {
    class: 'identity',
    blobId: BlobId.parse(nextId()),
    mediaType: 'image/jpeg',
    bytes: 4000,
    what: 'drawing',
    note: '',
    ...over,
  } as const;
}

const judge = (record: OpenRecord, said = told()) =>
  judgeAttachment({ actor, record, made: aMade() }, said);

test('[CA-28] a file goes into a class that its sender may write, and into no other', () => {
  const classes = fc.subarray([...SensitivityClass.options]);
  fc.assert(
    fc.property(classes, fc.constantFrom(...SensitivityClass.options), (writable, one) => {
      const record = aCase({ readable: SensitivityClass.options, writable });
      const judged = judge(record, told({ class: one }));
      const expected = writable.includes(one)
        ? { value: [{ class: one, section: `attachments-${one}` }] }
        : { refusal: { code: 'access.denied.class' } };
      expect(judged).toMatchObject(expected);
    }),
  );
});

test('[CA-28] only readers of its class learn of a file; until it is whole it is still coming', () => {
  const said = told({ class: 'health' });
  const judged = judge(aCase({ readable: ['care', 'health'] }), said);
  const [entry] = judged.ok ? judged.value : [];
  if (!entry) throw new Error('An entry was expected');
  const folded: FoldedEntry = {
    ...entry,
    recordId: aRecordId(),
    author: sela,
    purpose: 'child-protection',
  };
  const state = attachmentSections.health.evolve([], folded);
  const states = [['attachments-health', state]] as const;
  const seen = { actor, named: namedBy(new Map([[sela, 'Sela Invented']])), now };
  const shown = (readable: readonly SensitivityClass[], arrived?: ReadonlySet<string>) =>
    attachmentsView(aCase({ readable, states }), { ...seen, ...(arrived ? { arrived } : {}) })
      .attachments;
  expect(shown(['care', 'identity'], new Set())).toEqual([]);
  expect(shown(['health'], new Set())).toMatchObject([{ blobId: said.blobId, isHere: false }]);
  expect(shown(['health'], new Set([said.blobId]))).toMatchObject([{ isHere: true }]);
  expect(shown(['health'])).toMatchObject([{ isHere: null, by: { name: 'Sela Invented' } }]);
  // The same file told of twice stands once.
  const again = judge(aCase({ readable: ['care', 'health'], states }), said);
  expect(again).toMatchObject({ refusal: { code: 'cases.attachment.told-before' } });
});

const PHOTO = told({ what: 'photo-for-tracing' });
const sibling = {
  field: 'tracingPhoto',
  values: [
    { value: 'agreed', by: sela, at: now },
    { value: 'refused', by: sela, at: now },
  ],
};

test.each([
  ['nobody asked', null],
  ['not said', { ...agreed, answers: { tracing: 'agreed' } }],
  ['a no', { ...agreed, answers: { ...agreed.answers, tracingPhoto: 'refused' } }],
  ['asked again by now', { ...agreed, answers: { ...agreed.answers, askAgainOn: '2026-11-23' } }],
  ['two values that wait', { ...agreed, siblings: [sibling] } as unknown as ConsentState],
])('[CA-29] %s: no photo for tracing is taken', (_why, consent: ConsentState) => {
  const judged = judge(aCase({ consent }), PHOTO);
  expect(judged).toMatchObject({ refusal: { code: 'cases.attachment.consent-missing' } });
  const others = AttachmentKind.options.filter((what) => what !== 'photo-for-tracing');
  for (const what of others) expect(judge(aCase({ consent }), told({ what })).ok).toBe(true);
});

test('[CA-29] with consent it is taken, of a picture only; who may not read consent cannot take it', () => {
  expect(judge(aCase({ consent: agreed }), PHOTO).ok).toBe(true);
  const paper = told({ what: 'photo-for-tracing', mediaType: 'application/pdf' });
  expect(judge(aCase({ consent: agreed }), paper)).toMatchObject({
    refusal: { code: 'cases.attachment.not-a-photo' },
  });
  const blind = aCase({ consent: agreed, readable: ['identity'] });
  expect(judge(blind, PHOTO)).toMatchObject({
    refusal: { code: 'cases.attachment.consent-missing' },
  });
  const today = { ...agreed, answers: { ...agreed.answers, askAgainOn: '2026-11-24' } };
  expect(mayTraceWithPhoto(today, now)).toBe(true);
});

test('[CA-30] consent that was taken back leaves the photo on record, not to be shown', () => {
  const photo = { ...PHOTO, at: now, entryId: nextId(), by: sela };
  const states = [['attachments-identity', [photo]]] as const;
  const seen = { actor, named: namedBy(new Map()), now, arrived: new Set<string>() };
  const shown = (consent: ConsentState, readable: readonly SensitivityClass[]) =>
    attachmentsView(aCase({ states, consent, readable }), seen).attachments[0]?.mayBeShown;
  const refused = { ...agreed, answers: { ...agreed.answers, tracingPhoto: 'refused' } };
  expect(shown(agreed, ['identity', 'care'])).toBe(true);
  expect(shown(refused, ['identity', 'care'])).toBe(false);
  expect(shown(agreed, ['identity'])).toBe(null);
});
