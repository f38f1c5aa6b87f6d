import { done, factsOf, withFacts } from '../test-case.ts';
import { aCommand } from '../test-country.ts';
import { CLASS, ofFacts, type Operation, read, write, writes } from './operation.ts';

const evaluated =
  (path: string, body: (evaluation: string) => object): Operation['attempt'] =>
  async (who, made, { author }) => {
    const evaluation = await withFacts(author, made);
    const command = { ...aCommand(), ...body(evaluation) };
    return who.post(`/cases/${made.recordId}/identification/${path}`, command);
  };

export const IDENTIFICATION: readonly Operation[] = [
  {
    id: 'identification.read',
    expected: ofFacts((can) => (can.reads('care') ? 'ok' : CLASS)),
    attempt: read('/identification'),
  },
  {
    id: 'identification.record-facts',
    expected: ofFacts(writes('care')),
    attempt: write('identification/facts', () => factsOf()),
  },
  {
    id: 'identification.correct-statement',
    expected: ofFacts((can) => {
      if (!can.writes('care')) return CLASS;
      return can.has('approve-plan') ? 'ok' : 'identification.statement.not-yours';
    }),
    attempt: async (who, { recordId }, { author }) => {
      const facts = factsOf();
      await done(author.post(`/cases/${recordId}/identification/facts`, facts));
      return who.post(`/cases/${recordId}/identification/corrections`, {
        ...aCommand(),
        entry: facts.entryId,
        fact: 'act-transported',
        reason: 'Meant for another child.',
      });
    },
  },
  {
    id: 'identification.accept-result',
    expected: ofFacts(writes('care')),
    attempt: async (who, made, { author }) => {
      const evaluation = await withFacts(author, made);
      const { evaluation: shown } = await done(
        author.get(`/cases/${made.recordId}/identification`),
      );
      const body = { ...aCommand(), evaluation, result: shown.results[0] };
      return who.post(`/cases/${made.recordId}/identification/acceptance`, body);
    },
  },
  {
    id: 'identification.override-result',
    expected: ofFacts(writes('care')),
    attempt: evaluated('override', (evaluation) => ({
      evaluation,
      to: 'concern',
      reason: 'The neighbours know the family well.',
    })),
  },
  {
    id: 'identification.change-status',
    expected: ofFacts(writes('care')),
    attempt: write('identification/status', () => ({ ...aCommand(), to: 'suspected' })),
  },
];
