import type { Context } from 'hono';
import { Refusal } from '../platform/errors.ts';

/** If-Match: "3" says the same as `expect: 3`. */
export function expected(c: Context, given: number | undefined): number | undefined {
  const header = c.req.header('if-match');
  if (!header || header === '*') return given;
  const version = /^"?(\d+)"?$/.exec(header)?.[1];
  if (!version) {
    throw new Refusal(
      'if_match_unreadable',
      'Send If-Match with the version you have, such as "3".',
      { header },
      400,
    );
  }
  return Number(version);
}
