import type { Config } from '../config.ts';
import { cookieName } from '../identify.ts';
import { idleDays } from './session.sql.ts';

/** Not for scripts, not for other sites, and only by https where Onus is reached by https. */
export function sessionCookie(config: Config, token: string): string {
  return cookie(config, token, idleDays * 86_400);
}

export function endedCookie(config: Config): string {
  return cookie(config, '', 0);
}

function cookie(config: Config, value: string, seconds: number): string {
  const secure = config.baseUrl.startsWith('https:') ? '; Secure' : '';
  return `${cookieName(config.baseUrl)}=${value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${seconds}${secure}`;
}
