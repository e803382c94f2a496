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

/** Straight onto the answer's headers: `c.header()` would wrap a finished answer in a new one, stream and all, each time. */
export function secure(headers: Headers, config: Pick<Config, 'baseUrl'>): void {
  headers.set('x-content-type-options', 'nosniff');
  if (!headers.has('content-security-policy')) {
    headers.set('content-security-policy', policy);
    headers.set('x-frame-options', 'DENY');
  }
  // A page with a secret in its address asks for less than this.
  if (!headers.has('referrer-policy')) headers.set('referrer-policy', 'same-origin');
  headers.set('cross-origin-opener-policy', 'same-origin');
  headers.set('permissions-policy', 'camera=(), geolocation=(), microphone=()');
  if (config.baseUrl.startsWith('https:')) headers.set('strict-transport-security', 'max-age=31536000');
}
