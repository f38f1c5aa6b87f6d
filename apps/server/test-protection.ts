import { sql } from 'kysely';
import { TeamId } from '#kernel/ids.ts';
import { type ACase, done, openACase, sectionOf } from './test-case.ts';
import { type Answer, type CountryServer, day, joinTeam, type Person } from './test-country.ts';

/** Answers that the forms of this slice accept, about an invented child. */
export const PROTECTION_ANSWERS = {
  guardian: {
    state: 'appointed',
    independent: 'yes',
    howChecked: 'The office knows her; she never met the household.',
    relation: 'state-guardian',
    name: { spoken: 'Gerda Placeholder', script: 'Latn' },
    authority: 'Sample Court of the Coast',
    requestedOn: day(-1),
    appointedOn: day(0),
    scope: ['all'],
    childToldComplaint: 'yes',
  },
  'safe-place': {
    kind: 'foster',
    withSuspect: 'no',
    movedInOn: day(-1),
    address: 'Seventeen Imaginary Lane, Nowhere',
    nightContact: 'Bell of the house, 000-000',
    knownBy: ['social-worker', 'guardian'],
    suspectKnows: 'no',
    licence: 'seen',
    adultsChecked: 'yes',
    childAgrees: 'yes',
  },
  health: {
    privateTalk: 'yes',
    childAgrees: 'agreed',
    adultAgrees: 'given',
    seenOn: day(0),
    hivPrevention: 'given',
    emergencyContraception: 'not-indicated',
    injuries: ['burn', 'hunger'],
    followUpOn: day(7),
    careMustKnow: 'Takes the sample syrup twice a day.',
  },
  justice: {
    suspected: 'no',
    lawyer: 'named',
    lawyerName: { spoken: 'Lex Placeholder', script: 'Latn' },
    informedOfRights: 'yes',
    timesTold: 'once',
    recorded: 'no',
    protections: ['one-interview', 'no-contact'],
    reportNumber: 'SAMPLE-1',
    hearingOn: day(20),
    statusAdvice: 'not-needed',
    exploiterKnowsWhere: 'no',
    mayExploit: 'A man called Muster Nobody.',
  },
  assessment: {
    safety: 'fine',
    family: 'some-worry',
    familyWords: 'She asks for her sister every evening.',
    health: 'fine',
    mind: 'urgent',
    mindWords: 'She does not sleep.',
    school: 'not-known',
    belonging: 'fine',
    papers: 'some-worry',
    money: 'not-known',
    childWords: 'I want to learn to read.',
    assessedOn: day(0),
  },
} as const;

/** A team in which a health worker and a police officer work beside those who protect. */
const TEAM = TeamId.parse('00000000-0000-4000-8000-0000000000f2');
const WORKING = [
  ['sela', 'social-worker'],
  ['paz', 'supervisor'],
  ['ife', 'health-worker'],
  ['toma', 'police-officer'],
] as const;

export type ProtectionClients = {
  readonly open: () => Promise<ACase>;
  readonly post: (person: Person, made: ACase, path: string, body: object) => Promise<Answer>;
  readonly view: (person: Person, made: ACase) => Promise<Answer['body']>;
  /** A case in which every part is written. */
  readonly written: () => Promise<ACase>;
};

export async function besideEachOther(server: CountryServer): Promise<ProtectionClients> {
  await server.database.asOwner((owner) =>
    sql`insert into team (team_id, agency_id, name, receives_handovers)
        select ${TEAM}, agency_id, 'Beside each other', true from team limit 1`.execute(owner),
  );
  for (const [person, role] of WORKING) await joinTeam(server, person, TEAM, role);
  const open = () => openACase(server.as('sela'), TEAM);
  const post: ProtectionClients['post'] = (person, made, path, body) =>
    server.as(person).post(`/cases/${made.recordId}/protection/${path}`, body);
  return {
    open,
    post,
    view: (person, made) => done(server.as(person).get(`/cases/${made.recordId}/protection`)),
    written: async () => {
      const made = await open();
      for (const [part, answers] of Object.entries(PROTECTION_ANSWERS))
        await done(post('sela', made, part, sectionOf(answers)));
      return made;
    },
  };
}
