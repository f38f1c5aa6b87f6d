import { askedOf } from './asked-answers.ts';
import { type InventedCase, saidBy } from './invent-case.ts';

/** First contact and registration of an invented child. Days count from the day of opening. */

const DAYS_OF_A_YEAR = 365.25;

export function firstContactOf(made: InventedCase): Record<string, unknown> {
  const { draw, situation, state, opener, language } = made;
  const safeNow = situation.knowsPlace ? 'no' : draw.pick(['yes', 'yes', 'unknown']);
  const quick = {
    safeNow,
    dangers: [situation.knowsPlace ? 'exploiter-knows-place' : 'no-shelter'],
    withWhom: situation.withWhom,
    safeWithAdult: situation.withoutDanger ? 'yes' : draw.pick(['no', 'unknown']),
    urgentNeeds: draw.pick(NEEDS),
    recentViolence: 'no',
    metOn: 'opened',
    metAt: made.place,
    setting: made.setting,
    appearsUnder18: 'yes',
  };
  // What was done to a child is asked by trained people of a role made for it (AC-6).
  const { recentViolence: _left, ...untrained } = quick;
  const mayAsk = opener === made.worker;
  if (state.handedOver) return askedOf(made.country.forms, 'first-contact', untrained);
  return askedOf(made.country.forms, 'first-contact', {
    ...(mayAsk ? quick : untrained),
    callFirst: ['duty-child-protection'],
    afraidOf: draw.oneIn(2) ? pickAny(made, language.afraid) : undefined,
    spokenLanguage: language.language,
    interpreterNeeded: language.language === 'eng' ? 'no' : draw.pick(['yes', 'no']),
    childWords: pickAny(made, language.heard),
    workerView: saidBy(opener, situation.seen),
  });
}

const NEEDS = [
  ['none'],
  ['food-and-water', 'rest-and-warmth'],
  ['medical-care'],
  ['safe-place', 'interpreter'],
  ['calming', 'contact-family'],
] as const;

const CARE: Readonly<
  Record<string, readonly [accompaniment: string, relations: readonly string[]]>
> = {
  parent: ['with-caregiver', ['mother', 'father']],
  kinship: ['separated', ['grandparent', 'aunt-or-uncle']],
  foster: ['unaccompanied', ['foster-parent']],
  residential: ['unaccompanied', ['care-worker']],
};

export function registrationOf(made: InventedCase): Record<string, unknown> {
  const { draw, situation, language, care } = made;
  const [accompaniment, relations] = CARE[care] ?? ['unaccompanied', ['not-known']];
  const spoken = `${draw.pick(language.given)} ${draw.pick(language.family)}`;
  return askedOf(made.country.forms, 'registration', {
    name: { spoken, script: language.script },
    sex: made.sex,
    birth: birthOf(made),
    birthRegistered: draw.pick(['yes', 'no', 'unknown', 'unknown']),
    languages: language.language === 'eng' ? ['eng'] : [language.language, 'eng'],
    homePlace: draw.oneIn(2) ? draw.pick(made.country.places) : undefined,
    foundBy: draw.pick(situation.foundBy),
    foundPlace: made.place,
    accompaniment,
    motherAlive: draw.pick(['yes', 'unknown']),
    separationCause: situation.separation,
    careType: care,
    caregiverRelation: draw.pick(relations),
    careSafe: situation.withoutDanger || care !== 'kinship' ? 'yes' : 'unknown',
    contactSafe: draw.pick(['yes', 'no', 'unknown']),
    contactWays: ['in-person'],
    wishes: draw.pick(WISHES),
    wishesWords: draw.oneIn(2) ? pickAny(made, language.wishes) : undefined,
  });
}

const WISHES = [
  ['find-family'],
  ['go-to-school', 'be-with-siblings'],
  ['learn-a-trade'],
  ['not-be-found'],
  ['not-decided'],
] as const;

/** As a paper says it, or as an age that somebody stated. Whoever turned 18 did so after that day. */
function birthOf({ draw, state, age }: InventedCase): unknown {
  if (state.turned18) {
    const born = Math.ceil(18 * DAYS_OF_A_YEAR) + draw.between(1, 9);
    return { precision: 'day', day: `today-${born}`, basis: 'document' };
  }
  if (draw.oneIn(4)) {
    const born = Math.floor(age * DAYS_OF_A_YEAR) + draw.between(2, 300);
    return { precision: 'day', day: `opened-${born}`, basis: 'birth-registration' };
  }
  const basis = draw.pick(['child', 'caregiver', 'worker-estimate'] as const);
  const plusMinus = basis === 'worker-estimate' ? 2 : 1;
  return { precision: 'age', years: age, plusMinus, statedOn: 'opened', basis };
}

export function pickAny({ draw }: InventedCase, sentences: readonly string[]): string | undefined {
  return sentences.length === 0 ? undefined : draw.pick(sentences);
}
