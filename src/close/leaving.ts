import { systemActor } from '../platform/access.ts';
import { sql } from '../platform/database.ts';
import { newId } from '../platform/ids.ts';
import type { Platform } from '../platform/platform.ts';
import { offerGone } from './arbitration.ts';
import { noteMove } from './evidence.ts';
import { endPending, isHere } from './handover.sql.ts';
import { changeHolder, lockCase } from './life.sql.ts';
import { recordDeeds } from './life.ts';
import { tellOwners } from './notice.ts';
import { routeAgain } from './routing/again.ts';

/** Somebody left with customers still waiting: each goes to whoever would have it if it opened now (rule 4). */
export async function findNewOwners(platform: Platform): Promise<void> {
  const now = platform.clock.now();
  const left = await platform.db.all<{ id: string }>(sql`
    select c.case_id as id from cases c join people p on p.person_id = c.owner_id
    where c.closure_id is null and p.left_on <= ${now}::timestamptz::date order by c.due_at limit 500`);
  if (left.length === 0) return;
  const owners = await platform.db.tx((tx) =>
    routeAgain(
      tx,
      left.map(({ id }) => id),
      now,
    ),
  );
  for (const { id } of left) {
    const owner = owners.get(id);
    if (!owner) continue;
    await platform.db.tx(async (tx) => {
      const found = await lockCase(tx, id);
      if (!found || found.closureId !== null || (await isHere(tx, found.ownerId, now))) return;
      if (found.ownerId === owner.personId) return;
      const reason = `${found.ownerName} has left; ${owner.reason}`;
      await endPending(tx, {
        caseId: id,
        at: now,
        by: null,
        answer: 'withdrawn',
        reason: `${found.ownerName} has left.`,
      });
      const holderId = newId();
      await changeHolder(tx, {
        holderId,
        caseId: id,
        personId: owner.personId,
        at: now,
        rung: owner.rung,
        reason,
        madeBy: null,
        routedBy: owner.ruleId,
      });
      await noteMove(tx, found, { holderId, to: owner.personId, at: now });
      await tellOwners(tx, platform, [{ ...found, ownerId: owner.personId }]);
      await recordDeeds(tx, platform, {
        actor: systemActor,
        case: found,
        deeds: [
          { verb: 'owner_left', detail: { from: found.ownerId, to: owner.personId } },
          ...(await offerGone(tx, platform, systemActor, id)),
        ],
      });
    });
  }
}
