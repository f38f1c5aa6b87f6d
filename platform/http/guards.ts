import type { IncomingHttpHeaders } from 'node:http';
import { Purpose } from '#kernel/sensitivity.ts';
import { CommonRefused } from './problem.ts';

/** Sent with every request that is not a GET. A page of another site cannot add it without asking. */
export const REQUEST_HEADER = 'x-amparo-request';
/** Why the worker asks; child protection when left out. */
export const PURPOSE_HEADER = 'x-amparo-purpose';

/**
 * Refuses a change that another site had the browser send. SameSite cookies stop most of it;
 * this also stops a sibling subdomain and old browsers.
 */
export function refuseCrossSite(headers: IncomingHttpHeaders, publicOrigin?: string): void {
  const site = headers['sec-fetch-site'];
  const isOwnSite = site === undefined || site === 'same-origin' || site === 'none';
  const isOwnOrigin =
    headers.origin === undefined || isOrigin(headers.origin, headers.host, publicOrigin);
  if (headers[REQUEST_HEADER] !== '1' || !isOwnSite || !isOwnOrigin) {
    throw new CommonRefused('request.cross-site');
  }
}

function isOrigin(origin: string, host: string | undefined, publicOrigin?: string): boolean {
  if (publicOrigin !== undefined) return origin === publicOrigin;
  return host !== undefined && (origin === `http://${host}` || origin === `https://${host}`);
}

export function purposeFrom(headers: IncomingHttpHeaders): Purpose {
  const named = headers[PURPOSE_HEADER];
  if (named === undefined) return 'child-protection';
  const parsed = Purpose.safeParse(named);
  if (!parsed.success) throw new CommonRefused('request.purpose-unknown');
  return parsed.data;
}

/** The first language of Accept-Language that is spoken here; the first spoken one otherwise. */
export function languageFrom(headers: IncomingHttpHeaders, spoken: readonly string[]): string {
  const wished = (headers['accept-language'] ?? '').slice(0, 200).split(',').map(wishOf);
  const found = wished
    .filter((wish) => wish.weight > 0)
    .toSorted((left, right) => right.weight - left.weight)
    .find((wish) => spoken.includes(wish.language));
  return found?.language ?? spoken[0] ?? 'en';
}

function wishOf(part: string): { readonly language: string; readonly weight: number } {
  const [tag = '', ...parameters] = part.trim().split(';');
  const weight = /^\s*q=([\d.]+)/.exec(parameters.join(';'))?.[1];
  return {
    language: tag.split('-', 1)[0]?.toLowerCase() ?? '',
    weight: weight === undefined ? 1 : Number(weight),
  };
}
