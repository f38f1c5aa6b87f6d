import { z } from 'zod';
import {
  Evaluated,
  ResultAccepted,
  ResultOverridden,
} from '#capabilities/identification/contract.ts';
import type { TeamId } from '#kernel/ids.ts';
import { Instant } from '#kernel/instant.ts';
import type { Card, Codes, FoldedEntry } from '#kernel/record-type.ts';
import { RiskLevel } from './risk-level.ts';

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
  // From the first entry on there is a part to read; its absence then only means "not for you".
  if (entry.type === 'cases.first-contact-made') return { risk: null };
  if (entry.type === 'cases.risk-assessed') return riskCode(entry);
  const result = resultOf(entry);
  return result === undefined ? undefined : { result };
}

function riskCode(entry: FoldedEntry): Codes | undefined {
  const assessed = z.object({ level: RiskLevel }).safeParse(entry.body);
  return assessed.success ? { risk: assessed.data.level } : undefined;
}

/** The result that people work with: what the rules lead with, until someone decides otherwise. */
function resultOf(entry: FoldedEntry): string | undefined {
  switch (entry.type) {
    case 'identification.evaluated':
      return Evaluated.safeParse(entry.body).data?.evaluation.results[0];
    case 'identification.result-accepted':
      return ResultAccepted.safeParse(entry.body).data?.result;
    case 'identification.result-overridden':
      return ResultOverridden.safeParse(entry.body).data?.to;
    default:
      return undefined;
  }
}
