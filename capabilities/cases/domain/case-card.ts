import { z } from 'zod';
import {
  Evaluated,
  ResultAccepted,
  ResultOverridden,
} from '#capabilities/identification/contract.ts';
import type { TeamId, WorkerId } from '#kernel/ids.ts';
import { Clocks } from '#kernel/clock.ts';
import { type Card, type Codes, type FoldedEntry, moveClocks } from '#kernel/record-type.ts';
import { WorkerAssigned } from './assign-case.ts';
import { RiskLevel } from './risk-level.ts';

/** What the list knows of a case before anything was written. */
export function startCard(code: string, team: TeamId, worker: WorkerId | null): Card {
  return { code, team, worker, isOpen: true, dueAt: null, clocks: {}, parts: {} };
}

const Moving = z.object({ clocks: Clocks });

const PLAN_STATES: Readonly<Record<string, string>> = {
  'cases.plan-written': 'written',
  'cases.plan-approved': 'approved',
  'cases.plan-returned': 'returned',
};

/** CA-2: the card is due when its first clock runs out; the codes tell no more than class `care` may know. */
export function evolveCaseCard(card: Card, entry: FoldedEntry): Card {
  const moving = Moving.safeParse(entry.body);
  const moved = assigned(moving.success ? moveClocks(card, moving.data.clocks) : card, entry);
  // From the first entry of a class on there is a part to read; its absence only means "not for you".
  const codes = { ...card.parts[entry.class], ...careCodes(entry) };
  return { ...moved, parts: { ...card.parts, [entry.class]: codes } };
}

/** CA-10: who has the case. */
function assigned(card: Card, entry: FoldedEntry): Card {
  if (entry.type !== 'cases.worker-assigned') return card;
  const given = WorkerAssigned.safeParse(entry.body);
  return given.success ? { ...card, worker: given.data.worker } : card;
}

function careCodes(entry: FoldedEntry): Codes | undefined {
  if (entry.class !== 'care') return undefined;
  const plan = PLAN_STATES[entry.type];
  if (plan !== undefined) return { plan };
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
