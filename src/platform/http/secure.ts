import type { Context } from 'hono';
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

export function secure(c: Context, config: Pick<Config, 'baseUrl'>): void {
  c.header('content-security-policy', policy);
  c.header('x-content-type-options', 'nosniff');
  c.header('x-frame-options', 'DENY');
  // A page with a secret in its address asks for less than this.
  if (!c.res.headers.has('referrer-policy')) c.header('referrer-policy', 'same-origin');
  c.header('cross-origin-opener-policy', 'same-origin');
  c.header('permissions-policy', 'camera=(), geolocation=(), microphone=()');
  if (config.baseUrl.startsWith('https:')) c.header('strict-transport-security', 'max-age=31536000');
}
