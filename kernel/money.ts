import { z } from 'zod';

/** An amount in minor units (cents; whole yen): never a fraction, never a float of major units. */
export const Money = z.strictObject({
  currency: z.string().regex(/^[A-Z]{3}$/, 'Expected an ISO 4217 code'),
  minor: z.number().int().refine(Number.isSafeInteger, 'Amount too large to be kept exactly'),
});
export type Money = z.infer<typeof Money>;

/** Adds amounts of one currency. Adding different currencies is a fault of the caller, so it throws. */
export function addMoney(left: Money, right: Money): Money {
  if (left.currency !== right.currency)
    throw new Error(`Cannot add ${right.currency} to ${left.currency}`);
  return Money.parse({ currency: left.currency, minor: left.minor + right.minor });
}
