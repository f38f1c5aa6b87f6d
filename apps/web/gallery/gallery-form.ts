import { CalendarDay } from '#kernel/calendar-day.ts';
import { CodeList } from '#kernel/code-list.ts';
import { Form } from '#kernel/form.ts';
import { Place, placeTree } from '#kernel/place.ts';
import { SiblingView } from '#kernel/siblings-view.ts';

/** One field of each kind, for looking at. The pack of no country. */
export const GALLERY_FORM: Form = Form.parse({
  id: 'gallery',
  version: 1,
  section: 'care',
  class: 'care',
  steps: [
    {
      id: 'person',
      fields: [
        { id: 'spoken', kind: 'name', required: true },
        { id: 'born', kind: 'date-as-known', required: true },
        { id: 'home', kind: 'place', level: 2 },
      ],
    },
    {
      id: 'day',
      fields: [
        { id: 'work', kind: 'ternary', required: true },
        { id: 'hours', kind: 'number', min: 0, max: 24, showWhen: { field: 'work', in: ['yes'] } },
        { id: 'places', kind: 'choices', list: 'gallery-places' },
        { id: 'colour', kind: 'choice', list: 'gallery-colours' },
        { id: 'met', kind: 'day' },
      ],
    },
    {
      id: 'words',
      fields: [
        { id: 'language', kind: 'text', maxLength: 60 },
        { id: 'seen', kind: 'long-text', maxLength: 2000 },
        { id: 'said', kind: 'exact-words', maxLength: 2000 },
        { id: 'sensitive', kind: 'ternary', trainedOnly: true },
      ],
    },
  ],
});

const colours = ['red', 'blue', 'green', 'white', 'black', 'brown', 'grey', 'pink', 'orange'];

export const GALLERY_LISTS = [
  CodeList.parse({
    id: 'gallery-places',
    codes: ['house', 'field', 'market', 'road'].map((code) => ({ code })),
  }),
  CodeList.parse({
    id: 'gallery-colours',
    codes: [...colours, 'violet', 'gold', 'silver', 'no-colour'].map((code) => ({ code })),
  }),
];

const place = (pcode: string, parent: string | null, level: number, en: string, ar: string) =>
  Place.parse({ pcode, parent, level, names: { en, ar } });

export const GALLERY_REFERENCE = {
  lists: new Map(GALLERY_LISTS.map((list) => [list.id, list])),
  places: placeTree([
    place('XZ', null, 0, 'Lumeria', 'لوميريا'),
    place('XZ01', 'XZ', 1, 'Amber Coast', 'ساحل العنبر'),
    place('XZ02', 'XZ', 1, 'Upper Vale', 'الوادي الأعلى'),
    place('XZ0101', 'XZ01', 2, 'Old Harbour', 'الميناء القديم'),
    place('XZ0102', 'XZ01', 2, 'Salt Market', 'سوق الملح'),
    place('XZ0201', 'XZ02', 2, 'Three Wells', 'الآبار الثلاثة'),
  ]),
};

export const GALLERY_DAY = CalendarDay.parse('2026-11-24');

/** Two people who did not know of each other. */
export const GALLERY_SIBLINGS = [
  SiblingView.parse({
    field: 'work',
    values: [
      {
        value: 'yes',
        hanging: { hours: 11 },
        by: { id: '00000000-0000-4000-8000-000000000001', name: 'Mira Sample' },
        at: '2026-11-23T09:30:00.000Z',
        isWithheld: false,
      },
      {
        value: 'unknown',
        hanging: {},
        by: { id: '00000000-0000-4000-8000-000000000002', name: 'Tomas Placeholder' },
        at: '2026-11-24T08:00:00.000Z',
        isWithheld: false,
      },
    ],
  }),
];
