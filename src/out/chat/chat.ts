import { sql } from '../../platform/database.ts';
import type { Platform } from '../../platform/platform.ts';
import { readOrganisation } from '../../platform/settings.ts';
import type { Claimed } from '../delivery.sql.ts';
import { gistOf } from './gist.ts';
import { slackBody } from './slack.ts';
import { teamsBody } from './teams.ts';

/** After a message a channel rests so long; what happens meanwhile is one message together. */
export const CHAT_REST_MS = 60_000;

export async function chatBody(
  platform: Platform,
  kind: 'slack' | 'teams',
  messages: readonly Claimed[],
): Promise<string> {
  const { language, timezone } = await readOrganisation(platform.db);
  const names = await platform.db.all<{ key: string; name: string }>(sql`select key, name from departments`);
  const gist = gistOf(messages, {
    language,
    timezone,
    baseUrl: platform.config.baseUrl,
    departments: new Map(names.map(({ key, name }) => [key, name])),
  });
  return kind === 'slack' ? slackBody(gist) : teamsBody(gist);
}
