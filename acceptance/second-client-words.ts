import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { done, type Session } from './second-client-session.ts';

/** Nobody with this name exists here. */
export const CHILD = 'Quillon Inventado';

const Pack = z.object({ forms: z.array(z.object({ id: z.string(), version: z.number() })) });

type Input = Readonly<Record<string, unknown>> & {
  readonly entryId: string;
  readonly recordId: string;
};

/** Inputs of operations, with the versions of the forms that this server has. */
export type Words = {
  readonly opening: (team: string) => Input;
  readonly registration: (recordId: string) => Input;
  readonly risk: (recordId: string, level: string, basedOn?: number) => Input;
};

export async function readWords(session: Session): Promise<Words> {
  const { forms } = Pack.parse(done(await session.ask('GET', '/pack')));
  const about = (form: string, recordId: string, answers: object) => ({
    ...command(),
    recordId,
    formVersion: forms.find(({ id }) => id === form)?.version,
    answers,
  });
  return {
    opening: (team) => ({ ...about('first-contact', randomUUID(), firstContact()), team }),
    registration: (recordId) => ({
      ...about('registration', recordId, registered()),
      basedOn: 0,
    }),
    risk: (recordId, level, basedOn = 0) => ({
      ...about('risk', recordId, assessed(level)),
      basedOn,
    }),
  };
}

export const command = () => ({ entryId: randomUUID(), deviceTime: new Date().toISOString() });

const day = (later = 0) => new Date(Date.now() + later * 86_400_000).toISOString().slice(0, 10);

const firstContact = () => ({
  safeNow: 'yes',
  withWhom: ['nobody'],
  urgentNeeds: ['none'],
  recentViolence: 'no',
  metOn: day(-1),
  metAt: 'XA0101',
  setting: 'street',
  appearsUnder18: 'yes',
});

const registered = () => ({
  name: { spoken: CHILD, script: 'Latn' },
  sex: 'girl',
  birth: { precision: 'age', years: 12, plusMinus: 1, statedOn: day(-1), basis: 'child' },
  languages: ['eng'],
  foundBy: 'neighbour',
  accompaniment: 'separated',
  careType: 'foster',
  careSafe: 'yes',
  contactSafe: 'yes',
});

const assessed = (level: string) => ({
  exploiterKnowsWhere: 'no',
  exploiterContact: 'no',
  aloneUnderFive: 'no',
  detained: 'no',
  level,
  reasons: ['poverty'],
  why: `The level ${level} was heard on the way.`,
  safetyPlanAgreed: 'yes',
  assessedOn: day(),
});
