import { createHash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';

const ONLY_SELF = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
];

type HeaderOptions = { readonly isHttpsOnly: boolean };

/** Nothing from third parties, nothing framed, no address leaked by a link. */
export function securityHeaders({ isHttpsOnly }: HeaderOptions): Readonly<Record<string, string>> {
  return {
    'content-security-policy': ONLY_SELF.join('; '),
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy':
      'camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()',
    'x-robots-tag': 'noindex',
    ...(isHttpsOnly ? { 'strict-transport-security': 'max-age=63072000; includeSubDomains' } : {}),
  };
}

/** Adds them to every answer; a route may have set a stricter or wider one of its own. */
export function sendSecurityHeaders(app: FastifyInstance, options: HeaderOptions): void {
  const headers = Object.entries(securityHeaders(options));
  app.addHook('onSend', async (_request, reply) => {
    for (const [name, value] of headers) {
      if (!reply.hasHeader(name)) reply.header(name, value);
    }
  });
}

/**
 * The policy for the app: the code that makes a key from a PIN (Argon2id) is WebAssembly, which a
 * script may not compile without this word. It allows no text to become a script.
 */
export function policyForApp(): string {
  return ONLY_SELF.map((line) =>
    line.startsWith('script-src') ? `${line} 'wasm-unsafe-eval'` : line,
  ).join('; ');
}

/** The policy for a page with style blocks of its own: those blocks by their hash, nothing more. */
export function policyForPage(html: string): string {
  const blocks = Array.from(html.matchAll(/<style[^>]*>([\s\S]*?)<\/style>/g), ([, css]) => css);
  const hashes = blocks.map(
    (css) =>
      `'sha256-${createHash('sha256')
        .update(css ?? '')
        .digest('base64')}'`,
  );
  return ONLY_SELF.map((line) =>
    line.startsWith('style-src') ? [line, ...hashes].join(' ') : line,
  ).join('; ');
}
