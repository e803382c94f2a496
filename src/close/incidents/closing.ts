import { type Actor, require } from '../../platform/access.ts';
import { audit } from '../../platform/audit.ts';
import { conflict, notFound } from '../../platform/errors.ts';
import { recordEvent } from '../../platform/events.ts';
import type { Platform } from '../../platform/platform.ts';
import { closeIncidentRow, lockIncident } from './incident.sql.ts';

/** Ends the incident; its open cases stay with their owners, because nobody is told by that (rule 5). */
export async function closeIncident(
  platform: Platform,
  actor: Actor,
  id: string,
  { why }: { why: string },
): Promise<void> {
  require(actor, 'case:work');
  await platform.db.tx(async (tx) => {
    const found = await lockIncident(tx, id);
    if (!found) throw notFound('incident', id);
    if (found.closedAt) throw conflict('already_closed', 'This incident is closed already.', { id });
    await closeIncidentRow(tx, id, { at: platform.clock.now(), by: actor.personId, why });
    const subject = { kind: 'incident', id };
    await recordEvent(tx, platform, {
      name: 'incident.closed',
      subject,
      data: {
        why,
        personId: actor.personId,
        number: found.number,
        touchpointId: found.touchpointId,
        ownerId: found.ownerId,
      },
    });
    await audit(tx, platform, actor, { verb: 'incident.closed', subject, detail: { why } });
  });
}
