import type { Actor } from '../platform/access.ts';
import { audit } from '../platform/audit.ts';
import type { Tx } from '../platform/database.ts';
import { recordEvent } from '../platform/events.ts';
import type { Platform } from '../platform/platform.ts';

/** One change of the ledger: its event and its entry in the trail, in the change's own transaction. */
export async function tell(
  tx: Tx,
  platform: Platform,
  actor: Actor,
  change: { verb: string; id: string; data: Record<string, unknown> },
): Promise<void> {
  const subject = { kind: 'assignment', id: change.id };
  await recordEvent(tx, platform, { name: change.verb, subject, data: change.data });
  await audit(tx, platform, actor, { verb: change.verb, subject, detail: change.data });
}
