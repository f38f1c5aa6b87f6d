import { z } from 'zod';
import { caseCode } from '#capabilities/cases/domain/case-code.ts';
import type { Endpoint, OutputOf } from '#kernel/endpoint.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import type { Instant } from '#kernel/instant.ts';
import type { GivenCommand } from '#platform/device/field-device.ts';

/**
 * What a command answers while it waits on this device: the receipt says that it is kept here. Every
 * travelling operation answers with some of these; its own schema takes what it declares.
 */
export function keptAnswer<Declared extends Endpoint>(
  endpoint: Declared,
  { entryId, recordId, input }: GivenCommand,
  { at, teamName }: { readonly at: Instant; readonly teamName: (team: unknown) => string },
): Result<OutputOf<Declared>> {
  const receipt = { entryId, position: 0, at, replayed: false, isKept: true };
  const whole = {
    ...receipt,
    receipt,
    held: null,
    conflicts: [],
    recordId,
    code: caseCode(recordId),
    team: teamName(input['team']),
  };
  return asAnswerOf(endpoint, whole);
}

/** An answer that came by another way than HTTP, in the words of its operation. */
export function asAnswerOf<Declared extends Endpoint>(
  endpoint: Declared,
  answer: unknown,
): Result<OutputOf<Declared>> {
  const parsed = z.safeParse<Declared['output']>(endpoint.output, answer);
  return parsed.success ? accept(parsed.data) : refuse({ code: 'answer.unreadable' });
}
