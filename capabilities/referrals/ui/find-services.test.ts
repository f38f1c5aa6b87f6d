import { describe, expect, test } from 'vitest';
import { aServiceView } from './examples.ts';
import { findServices, type Wanted } from './find-services.ts';

const clinic = aServiceView({
  id: 'clinic',
  kind: 'health',
  names: { en: 'Clinic, Lantern Bay', ar: 'عيادة خليج الفانوس' },
});
const school = aServiceView({
  id: 'school',
  kind: 'education',
  names: { en: 'Reedmarket School', fr: 'École du Marché' },
  serves: ['XA02'],
  languages: ['fra'],
});
const lawyer = aServiceView({
  id: 'lawyer',
  kind: 'legal-aid',
  names: { en: 'Legal aid' },
  serves: ['XA'],
});
const all = [school, clinic, lawyer];
const nothing: Wanted = { search: '', kind: undefined, place: undefined };
const fits = { covers: (kind: string) => kind === 'legal-aid', languages: ['eng'] };
const idsOf = (
  over: Partial<typeof nothing> & { search?: string; kind?: string; place?: string },
) => findServices(all, { ...nothing, ...over }, fits).map(({ id }) => id);

describe('looking for a service', () => {
  test('what the child agreed to comes first, then who speaks with the child', () => {
    expect(idsOf({})).toEqual(['lawyer', 'clinic', 'school']);
  });

  test.each([
    'clinic',
    'lantern',
    'Clnic',
    'clinci',
    'cliniic',
    'klinic',
    'عيادة',
    'عيادة الفانوس',
  ])('%s finds the clinic, with a slip of the finger and in any language of the pack', (search) => {
    expect(idsOf({ search })).toEqual(['clinic']);
  });

  test('words without accents find those with them; nonsense finds nothing', () => {
    expect(idsOf({ search: 'ecole' })).toEqual(['school']);
    expect(idsOf({ search: 'zzzz' })).toEqual([]);
    expect(idsOf({ search: 'clinic school' })).toEqual([]);
  });

  test('a place finds who serves it, whatever lies above or below', () => {
    expect(idsOf({ place: 'XA0201' })).toEqual(['lawyer', 'school']);
    expect(idsOf({ place: 'XA02' })).toEqual(['lawyer', 'school']);
    expect(idsOf({ place: 'XA' })).toEqual(['lawyer', 'clinic', 'school']);
    expect(idsOf({ kind: 'health', place: 'XA02' })).toEqual([]);
  });
});
