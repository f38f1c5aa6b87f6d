import { done, sectionOf } from '../test-case.ts';
import { aCommand } from '../test-country.ts';
import { PROTECTION_ANSWERS } from '../test-protection.ts';
import { type Can, CLASS, ifSeen, type Operation, read, write, writes } from './operation.ts';

const ofProtection = (then: (can: Can) => string) => ifSeen('protection.case.unknown', then);

const part = (id: string, path: keyof typeof PROTECTION_ANSWERS) => ({
  id: `protection.${id}`,
  attempt: write(`protection/${path}`, () => sectionOf(PROTECTION_ANSWERS[path])),
});

export const PROTECTION: readonly Operation[] = [
  { id: 'protection.read', expected: ofProtection(() => 'ok'), attempt: read('/protection') },
  { ...part('record-guardian', 'guardian'), expected: ofProtection(writes('care')) },
  { ...part('record-safe-place', 'safe-place'), expected: ofProtection(writes('critical')) },
  { ...part('record-health', 'health'), expected: ofProtection(writes('health')) },
  { ...part('record-justice', 'justice'), expected: ofProtection(writes('justice')) },
  { ...part('record-assessment', 'assessment'), expected: ofProtection(writes('care')) },
  {
    id: 'protection.show-address',
    expected: ofProtection((can) => (can.reads('critical') ? 'ok' : CLASS)),
    attempt: async (who, { recordId }, { author }) => {
      const place = sectionOf(PROTECTION_ANSWERS['safe-place']);
      await done(author.post(`/cases/${recordId}/protection/safe-place`, place));
      return who.post(`/cases/${recordId}/protection/safe-place/address`, {});
    },
  },
  {
    id: 'protection.block-measure',
    expected: ofProtection(writes('care')),
    attempt: write('protection/measures/guardian/block', () => ({
      ...aCommand(),
      blocked: { reason: 'authority-waits', words: 'The court sits again next week.' },
    })),
  },
  {
    id: 'protection.set-measure-owner',
    expected: ofProtection(writes('care')),
    attempt: (who, { recordId }, { author }) =>
      who.post(`/cases/${recordId}/protection/measures/guardian/owner`, {
        ...aCommand(),
        owner: author.worker,
      }),
  },
];
