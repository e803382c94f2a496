import type { Actor } from '../platform/access.ts';
import { audit } from '../platform/audit.ts';
import type { Tx } from '../platform/database.ts';
import { recordEvents } from '../platform/events.ts';
import type { Platform } from '../platform/platform.ts';

/** What became of a planned change: `changes.drafted`, `changes.applied` …, as an event and in the audit. */
export async function tellOfSet(
  tx: Tx,
  platform: Platform,
  actor: Actor,
  { verb, id, detail }: { verb: string; id: string; detail: Record<string, unknown> },
): Promise<void> {
  const subject = { kind: 'change_set', id };
  await recordEvents(tx, platform, [{ name: `changes.${verb}`, subject, data: detail }]);
  await audit(tx, platform, actor, { verb: `changes.${verb}`, subject, detail });
}
