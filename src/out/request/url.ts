import { Refusal } from '../../platform/errors.ts';
import type { Platform } from '../../platform/platform.ts';
import { addressesOf } from './address.ts';

/** Whether addresses of our own network, and plain HTTP, are allowed. */
export const allowInside = ({ config }: Platform): boolean => config.privateTargets ?? config.demo;

/** The address as it is kept. @throws Refusal `bad_address`, `address_refused`, `unknown_host` */
export async function checkedUrl(platform: Platform, given: string): Promise<string> {
  const url = URL.parse(given);
  if (!url || !['http:', 'https:'].includes(url.protocol)) {
    throw bad('is not an address such as https://example.com/hooks', given);
  }
  if (url.username || url.password)
    throw bad('holds a name or a password, which would be shown to everybody who sees this page', given);
  if (url.protocol === 'http:' && !allowInside(platform)) {
    throw bad('is not encrypted: it must begin with https://', given);
  }
  url.hash = '';
  await addressesOf(url.hostname, allowInside(platform));
  return url.href;
}

function bad(why: string, given: string): Refusal {
  // Shown without what may be secret.
  const shown = given.replace(/\/\/[^/@]*@/, '//…@').slice(0, 100);
  return new Refusal('bad_address', `“${shown}” ${why}.`, { errors: [{ path: 'url', message: why }] });
}
