import type { Config } from '../config.ts';

/** Styles inline: Mantine sets custom properties in style attributes. Scripts only from files of our own. */
const policy = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

/** The same for pages that other sites may show within theirs: a survey that nobody is signed in for. */
export const framedPolicy = policy.replace("frame-ancestors 'none'", 'frame-ancestors *');

/** What every answer says unless it says otherwise. */
export function secureHeaders({ baseUrl }: Pick<Config, 'baseUrl'>): Record<string, string> {
  return {
    'x-content-type-options': 'nosniff',
    'content-security-policy': policy,
    'x-frame-options': 'DENY',
    'referrer-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'permissions-policy': 'camera=(), geolocation=(), microphone=()',
    ...(baseUrl.startsWith('https:') ? { 'strict-transport-security': 'max-age=31536000' } : {}),
  };
}

/**
 * Onto an answer that is finished. Straight onto its headers: `c.header()` would wrap it in a new one, stream and all, each time.
 */
export function secure(headers: Headers, standing: Record<string, string>): void {
  // A page that others may frame has a policy of its own, one with a secret in its address asks for less of the other.
  const framed = headers.has('content-security-policy');
  for (const name in standing) {
    const own = name === 'x-frame-options' ? framed : headers.has(name);
    if (!own) headers.set(name, standing[name] as string);
  }
}
