/**
 * Small words of names, as they are spelt after romanising. They are kept, and weigh less: they are said or
 * left out as it comes. Source: ICAO Doc 9303 part 3 on name components, and usage; open for speakers
 * to mend, unconfirmed.
 */
const PARTICLES: ReadonlySet<string> = new Set(
  (
    'al el ul ad ar as ash at az an abu abou abw um umm om bin ben ibn bn abn bint bnt bt binti binte ould wld ' +
    'walad wuld mint de del della di da dos das do du des la las le los van von der den ter zu y e i of the'
  ).split(' '),
);

/** How somebody is addressed, not how they are called. */
const TITLES: ReadonlySet<string> = new Set(
  (
    'mr mrs ms miss mx dr prof sir madam mme mlle monsieur madame senor senora senorita don dona herr frau ' +
    'sheikh shaykh shykh sheik cheikh sayyid syd sayed hajj haji hajji hadji hajja hajy hajjah ustadh mullah mulla ' +
    'maulana moulvi molvi imam amam sri shri smt shrimati begum bibi khatun ato weyzero weyzerit woizero daw ' +
    'nang khun nai nangsao pan pani gospodin gospozha'
  ).split(' '),
);

export type TokenKind = 'name' | 'particle' | 'title';

export function kindOf(plain: string): TokenKind {
  if (PARTICLES.has(plain)) return 'particle';
  return TITLES.has(plain) ? 'title' : 'name';
}

/** Names that begin with alif and lam and have no article: Ilyas, Ilham, Alaa, Alin. */
export const NO_ARTICLE: ReadonlySet<string> = new Set([
  'الياس',
  'الهام',
  'الاء',
  'الين',
  'الينا',
  'الله',
  'اله',
]);
