/** Where a step of the tour leads: a screen, or the case that was opened last on the tour. */
export type TourPlace = 'hand-over' | 'today' | 'case' | 'result' | 'guardian' | 'referral';

export type TourStep = {
  readonly id: string;
  /** The invented person who does it. */
  readonly signIn: string;
  readonly place: TourPlace;
};

const OFFICER = 'border.officer@demo.invalid';
const WORKER = 'social.worker@demo.invalid';
const SUPERVISOR = 'supervisor@demo.invalid';

/** The way of one child, from the first meeting to those who help. */
export const TOUR_STEPS: readonly [TourStep, ...TourStep[]] = [
  { id: 'hand-over', signIn: OFFICER, place: 'hand-over' },
  { id: 'take-on', signIn: WORKER, place: 'today' },
  { id: 'register', signIn: WORKER, place: 'case' },
  { id: 'consent', signIn: WORKER, place: 'case' },
  { id: 'questions', signIn: WORKER, place: 'case' },
  { id: 'result', signIn: WORKER, place: 'result' },
  { id: 'risk', signIn: WORKER, place: 'case' },
  { id: 'guardian', signIn: WORKER, place: 'guardian' },
  { id: 'plan', signIn: WORKER, place: 'case' },
  { id: 'approve', signIn: SUPERVISOR, place: 'today' },
  { id: 'refer', signIn: WORKER, place: 'referral' },
  { id: 'clinic', signIn: 'health.worker@demo.invalid', place: 'today' },
  { id: 'police', signIn: 'police.officer@demo.invalid', place: 'today' },
];

/** The path of a step's screen. Before any case was opened, Today is the way to one. */
export function pathOf(place: TourPlace, recordId: string | null): string {
  if (place === 'hand-over') return '/hand-over';
  if (place === 'today' || recordId === null) return '/';
  return `/cases/${recordId}${ON_CASE[place]}`;
}

const ON_CASE = {
  case: '',
  result: '/result',
  guardian: '/protection/guardian',
  referral: '/referral',
} as const;
