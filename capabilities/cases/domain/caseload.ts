/** Open cases of one worker from which a supervisor looks, and from which they are too many. */
const NEARLY_FULL = 20;
const FULL = 25;

export type LoadMark = 'fits' | 'nearly-full' | 'full' | 'too-many';

/**
 * CA-11: how the number of open cases stands to what one worker can carry. Source: CPMS (2019)
 * standard 18, at most 25 children for one worker (recalled; marked so on screen).
 */
export function loadMark(open: number): LoadMark {
  if (open > FULL) return 'too-many';
  if (open === FULL) return 'full';
  return open >= NEARLY_FULL ? 'nearly-full' : 'fits';
}
