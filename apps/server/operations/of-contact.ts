import { ANSWERS, done, sectionOf } from '../test-case.ts';
import { aCommand } from '../test-country.ts';
import { ofCase, type Operation, write, writes } from './operation.ts';

const withdrawal = (basedOn: number) => ({
  ...aCommand(),
  basedOn,
  purpose: 'services',
  who: 'child',
  told: 'You may come back whenever you like.',
});

export const CONTACT: readonly Operation[] = [
  {
    id: 'cases.complete-first-contact',
    expected: ofCase(writes('care')),
    attempt: write('first-contact', () => sectionOf(ANSWERS.firstContact, { basedOn: 1 })),
  },
  {
    id: 'cases.withdraw-consent',
    expected: ofCase(writes('care')),
    attempt: async (who, { recordId }, { author }) => {
      const consent = await done(
        author.post(`/cases/${recordId}/consent`, sectionOf(ANSWERS.consent)),
      );
      const body = withdrawal(consent.receipt.position);
      return who.post(`/cases/${recordId}/consent/withdrawal`, body);
    },
  },
];
