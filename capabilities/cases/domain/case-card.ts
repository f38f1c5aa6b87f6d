import { z } from 'zod';
import type { TeamId } from '#kernel/ids.ts';
import { Instant } from '#kernel/instant.ts';
import type { Card, Codes, FoldedEntry } from '#kernel/record-type.ts';

/** What the list knows of a case before anything was written. */
export function startCard(code: string, team: TeamId): Card {
  return { code, team, worker: null, isOpen: true, dueAt: null, parts: {} };
}

const Due = z.object({ dueAt: Instant.nullable() });

const PLAN_STATES: Readonly<Record<string, string>> = {
  'cases.plan-written': 'written',
  'cases.plan-approved': 'approved',
  'cases.plan-returned': 'returned',
};

/** CA-2: the card is due when the newest clock says so; the codes tell no more than class `care` may know. */
export function evolveCaseCard(card: Card, entry: FoldedEntry): Card {
  const due = Due.safeParse(entry.body);
  const moved = due.success ? { ...card, dueAt: due.data.dueAt } : card;
  const codes = careCodes(entry);
  if (!codes) return moved;
  return { ...moved, parts: { ...card.parts, care: { ...card.parts.care, ...codes } } };
}

function careCodes(entry: FoldedEntry): Codes | undefined {
  if (entry.class !== 'care') return undefined;
  const plan = PLAN_STATES[entry.type];
  if (plan !== undefined) return { plan };
  if (entry.type === 'cases.risk-assessed') return { risk: stringOf(entry.body['level']) };
  return undefined;
}

function stringOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
