import { describe, expect, test } from 'vitest';
import { type Actor, permit } from '#capabilities/access/contract.ts';
import { Form } from '#kernel/form.ts';
import { RecordId, TeamId } from '#kernel/ids.ts';
import { accessOf, type OpenRecord } from '#kernel/open-record.ts';
import { fold } from '#kernel/record-type.ts';
import type { SensitivityClass } from '#kernel/sensitivity.ts';
import { smallRuleset } from './example-pack.ts';
import { aMade, anEntryId, now, paz, sela } from './examples.ts';
import {
  acceptResultCommand,
  correctStatementCommand,
  type FactsSent,
  overrideResultCommand,
  recordFactsCommand,
} from './identification-commands.ts';
import { type IdentificationRules, judgeIdentification } from './identification-rules.ts';
import { identificationSection, type IdentificationState } from './identification-section.ts';

const coast = TeamId.parse('00000000-0000-7000-8000-0000000000e1');
const recordId = RecordId.parse('00000000-0000-7000-8000-0000000000c1');
const reason = 'The school register shows otherwise.';

const form = Form.parse({
  id: 'identification',
  version: 1,
  section: 'identification',
  class: 'care',
  steps: [
    {
      id: 'first',
      fields: [
        { id: 'moved', kind: 'ternary', fact: 'moved' },
        { id: 'threatened', kind: 'ternary', fact: 'threatened', trainedOnly: true },
        { id: 'words', kind: 'exact-words', maxLength: 200 },
      ],
    },
  ],
});

const rules: IdentificationRules = {
  formOf: (id, version) => (id === form.id && version === form.version ? form : undefined),
  reference: { lists: new Map(), places: new Map() },
  mayAskSensitive: (actor, record) =>
    permit(actor, { action: 'ask-sensitive', record: accessOf(record) }),
  ruleset: smallRuleset(),
  whenPresumed: () => ({ guardian: now }),
};

const anActor = (over: Partial<Actor> = {}): Actor => ({
  worker: sela,
  purpose: 'child-protection',
  abilities: new Map([[coast, new Set(['ask-sensitive'] as const)]]),
  isTrained: true,
  ...over,
});

function aRecord(
  state: IdentificationState = identificationSection.start,
  readable: readonly SensitivityClass[] = ['care'],
  writable = readable,
): OpenRecord {
  return {
    recordId,
    recordType: { type: 'case', foldVersion: 1, sections: [], evolveCard: (card) => card },
    position: 1,
    card: {
      code: 'TEST-0000-001',
      team: coast,
      worker: sela,
      isOpen: true,
      dueAt: null,
      clocks: {},
      parts: {},
    },
    readable: new Set(readable),
    writable: new Set(writable),
    states: new Map([[identificationSection.section, { state, position: 1 }]]),
  };
}

const sent = (answers: FactsSent['answers'], over: Partial<FactsSent> = {}): FactsSent => ({
  formId: 'identification',
  formVersion: 1,
  answers,
  evidence: 'child-disclosed',
  ...over,
});

function recording(answers: FactsSent['answers'], actor = anActor(), record = aRecord()) {
  const command = recordFactsCommand(rules, sent(answers));
  if (!command.ok) return command;
  return judgeIdentification(rules, { actor, record, made: aMade() }, command.value.decide);
}

function after(answers: FactsSent['answers']): IdentificationState {
  const decided = recording(answers);
  if (!decided.ok) throw new Error(decided.refusal.code);
  const written = { recordId, author: sela, purpose: 'child-protection' } as const;
  const entries = decided.value.map((entry) => ({ ...entry, ...written }));
  return fold(identificationSection, identificationSection.start, entries);
}

describe('who may not', () => {
  test('record facts: who may not write the part, or not even read it', () => {
    const refused = { ok: false, refusal: { code: 'access.denied.class', class: 'care' } };
    const readOnly = aRecord(identificationSection.start, ['care'], []);
    expect(recording({ moved: 'yes' }, anActor(), readOnly)).toEqual(refused);
    const writeOnly = aRecord(identificationSection.start, [], ['care']);
    expect(recording({ moved: 'yes' }, anActor(), writeOnly)).toEqual(refused);
  });

  test('[AC-6] put a sensitive question: who is not trained for it', () => {
    const untrained = anActor({ isTrained: false });
    expect(recording({ threatened: 'yes' }, untrained)).toEqual({
      ok: false,
      refusal: { code: 'access.denied.untrained' },
    });
    expect(recording({ moved: 'yes' }, untrained).ok).toBe(true);
  });

  test('[ID-3] correct a statement: who neither recorded it nor supervises the team', () => {
    const state = after({ moved: 'yes' });
    const [statement] = state.statements;
    if (!statement) throw new Error('Nothing was stated');
    const decide = correctStatementCommand(rules, {
      entry: statement.entry,
      fact: 'moved',
      reason,
    });
    const by = (actor: Actor) => {
      const given = { actor, record: aRecord(state), made: aMade({ by: actor.worker }) };
      return judgeIdentification(rules, given, decide);
    };
    const other = anActor({ worker: paz });
    expect(by(other)).toMatchObject({ refusal: { code: 'identification.statement.not-yours' } });
    const supervisor = {
      ...other,
      abilities: new Map([[coast, new Set(['approve-plan'] as const)]]),
    };
    expect(by(supervisor).ok).toBe(true);
    expect(by(anActor()).ok).toBe(true);
  });

  test('[ID-11] lower a result alone, or approve the lower one that they proposed', () => {
    const state = after({ moved: 'yes' });
    const evaluations = state.evaluations.map((one) => ({
      ...one,
      evaluation: { ...one.evaluation, results: ['high'] },
    }));
    const lowering = (approvedBy: typeof sela | null) => {
      const approval = approvedBy && { proposedBy: sela, approvedBy };
      const evaluation = evaluations.at(-1)?.entry ?? anEntryId();
      const decide = overrideResultCommand(rules, { evaluation, to: 'middle', reason }, approval);
      const given = { actor: anActor(), record: aRecord({ ...state, evaluations }), made: aMade() };
      const judged = judgeIdentification(rules, given, decide);
      return judged.ok ? 'done' : judged.refusal.code;
    };
    expect(lowering(null)).toBe('identification.result.supervisor-needed');
    expect(lowering(sela)).toBe('identification.result.own-approval');
    expect(lowering(paz)).toBe('done');
  });
});

describe('what does not fit', () => {
  test('a form that is not of this part, or of no known version', () => {
    for (const over of [{ formVersion: 2 }, { formId: 'risk' }])
      expect(recordFactsCommand(rules, sent({}, over))).toMatchObject({
        ok: false,
        refusal: { code: 'form.version.unknown' },
      });
  });

  test('an answer that the form does not take; the answer itself is not repeated', () => {
    const refused = recordFactsCommand(rules, sent({ moved: 'a secret word' }));
    expect(refused).toMatchObject({ ok: false, refusal: { code: 'form.answers.invalid' } });
    expect(JSON.stringify(refused)).not.toContain('a secret word');
  });

  test('nothing at all', () => {
    expect(recording({})).toEqual({ ok: false, refusal: { code: 'identification.facts.none' } });
  });

  test('[ID-10] a result of an older evaluation', () => {
    const given = { actor: anActor(), record: aRecord(after({ moved: 'yes' })), made: aMade() };
    const decide = acceptResultCommand({ evaluation: anEntryId(), result: 'not-enough' });
    expect(judgeIdentification(rules, given, decide)).toMatchObject({
      refusal: { code: 'identification.result.facts-moved-on' },
    });
  });
});

describe('what is written', () => {
  test('[ID-9] the facts and their evaluation, two entries', () => {
    const decided = recording({ moved: 'yes' });
    expect(decided.ok && decided.value.map(({ type }) => type)).toEqual([
      'identification.facts-recorded',
      'identification.evaluated',
    ]);
  });

  test('words of the child alone are worth keeping', () => {
    const decided = recording({ words: 'They said there would be school.' });
    expect(decided.ok && decided.value[0]?.body['answers']).toEqual({
      words: 'They said there would be school.',
    });
  });

  test('a child who is treated as trafficked gets what must follow at once; another does not', () => {
    const presumed: IdentificationState = {
      ...identificationSection.start,
      steps: [
        {
          from: null,
          to: 'presumed',
          authority: null,
          reason: '',
          approvedBy: null,
          at: now,
          by: sela,
        },
      ],
    };
    const clocksOf = (record: OpenRecord) => {
      const decided = recording({ moved: 'yes' }, anActor(), record);
      return decided.ok && decided.value.map(({ body }) => body['clocks']);
    };
    expect(clocksOf(aRecord(presumed))).toEqual([undefined, { guardian: now }]);
    expect(clocksOf(aRecord())).toEqual([undefined, undefined]);
  });
});
