/** What may happen to a case beside its forms. */
export type Besides =
  | 'words'
  | 'accepted'
  | 'other-result'
  | 'offline'
  | 'conflict'
  | 'clinic'
  | 'referred'
  | 'police'
  | 'withdrawn'
  | 'identified'
  | 'not-confirmed'
  | 'glass';

/** How far the work with an invented child has come, and how many of a hundred are there. */
export type ChildState = {
  readonly id: string;
  readonly share: number;
  /** The last form that was filled in. */
  readonly reached: 'contact' | 'registration' | 'consent' | 'facts' | 'risk' | 'plan' | 'judged';
  readonly handedOver?: true;
  /** Only the first answers were given before the questions ended. */
  readonly fewFacts?: true;
  readonly level?: 'immediate' | 'high' | 'medium' | 'low';
  readonly planReturned?: true;
  readonly referral?: 'refused';
  readonly turned18?: true;
  /** Only where a law names what happened, so that there is something to lower or to decide. */
  readonly needsResult?: true;
  /** What happened beside the forms; see `laterOf`. */
  readonly besides?: Besides;
};

const STATES: readonly ChildState[] = [
  { id: 'quick-contact', share: 4, reached: 'contact', handedOver: true },
  { id: 'first-contact', share: 4, reached: 'contact' },
  { id: 'registered', share: 4, reached: 'registration' },
  { id: 'consent-asked', share: 3, reached: 'consent' },
  { id: 'questions-begun', share: 4, reached: 'facts', fewFacts: true },
  { id: 'questions-stopped', share: 3, reached: 'facts', fewFacts: true, besides: 'words' },
  { id: 'second-person', share: 3, reached: 'facts', needsResult: true, besides: 'other-result' },
  { id: 'result-accepted', share: 3, reached: 'facts', besides: 'accepted' },
  { id: 'risk-immediate', share: 3, reached: 'risk', level: 'immediate' },
  { id: 'risk-high', share: 5, reached: 'risk', level: 'high' },
  { id: 'risk-medium', share: 4, reached: 'risk', level: 'medium' },
  { id: 'risk-low', share: 3, reached: 'risk', level: 'low' },
  { id: 'plan-written', share: 7, reached: 'plan' },
  { id: 'plan-approved', share: 16, reached: 'judged' },
  { id: 'plan-returned', share: 4, reached: 'judged', planReturned: true },
  { id: 'held-work', share: 3, reached: 'risk', besides: 'offline' },
  { id: 'conflict', share: 2, reached: 'judged', besides: 'conflict' },
  { id: 'shared-clinic', share: 6, reached: 'judged', besides: 'clinic' },
  { id: 'referred', share: 6, reached: 'judged', besides: 'referred' },
  { id: 'shared-police', share: 5, reached: 'judged', besides: 'police' },
  { id: 'consent-refused', share: 3, reached: 'plan', referral: 'refused' },
  { id: 'consent-withdrawn', share: 2, reached: 'judged', besides: 'withdrawn' },
  { id: 'turned-18', share: 2, reached: 'judged', turned18: true },
  { id: 'identified', share: 3, reached: 'judged', needsResult: true, besides: 'identified' },
  { id: 'not-confirmed', share: 2, reached: 'judged', needsResult: true, besides: 'not-confirmed' },
  { id: 'glass-broken', share: 2, reached: 'judged', besides: 'glass' },
];

export const STATE_IDS: readonly string[] = STATES.map(({ id }) => id);

/** Each state once, then again by its share, so that even a few children stand for many states. */
const SCHEDULE: readonly ChildState[] = Array.from({ length: 16 }, (_, round) =>
  STATES.filter(({ share }) => share > round),
).flat();

export function stateOf(index: number): ChildState {
  const state = SCHEDULE[index % SCHEDULE.length];
  if (!state) throw new Error('The schedule of states is empty');
  return state;
}

const STEPS = ['contact', 'registration', 'consent', 'facts', 'risk', 'plan', 'judged'] as const;

/** Whether the work has come as far as `step`. */
export function hasReached({ reached }: ChildState, step: ChildState['reached']): boolean {
  return STEPS.indexOf(reached) >= STEPS.indexOf(step);
}
