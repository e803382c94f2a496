import { type Actor, require } from '../platform/access.ts';
import type { Tx } from '../platform/database.ts';
import { conflict, notFound, Refusal } from '../platform/errors.ts';
import type { Platform } from '../platform/platform.ts';
import type { Written } from './assign.ts';
import { dayOf } from './day.ts';
import {
  insertRow,
  ledgerRow,
  lockLedger,
  type Made,
  supersede,
  writeAcknowledgement,
} from './ledger.sql.ts';
import type { LedgerRow } from './ledger.ts';
import { tell } from './tell.ts';

/** Ends on a day, the first on which it no longer holds. On or before its first day it is taken back altogether. */
export async function endAssignment(
  platform: Platform,
  actor: Actor,
  id: string,
  { on, reason }: { on?: string | undefined; reason?: string | null | undefined } = {},
): Promise<{ id: string | null }> {
  require(actor, 'ownership:write');
  return platform.db.tx(async (tx) => {
    await lockLedger(tx);
    const row = await current(tx, id);
    const at = platform.clock.now();
    const day = on ?? (await dayOf(tx, at));
    const done = await endWithin(tx, row, { on: day, reason, made: { at, by: actor.personId } });
    await tell(tx, platform, actor, done);
    return { id: done.next };
  });
}

/** The same inside a larger change: the row is current and the ledger locked. */
export async function endWithin(
  tx: Tx,
  row: LedgerRow,
  { on, reason, made }: { on: string; reason?: string | null | undefined; made: Made },
): Promise<Written & { next: string | null }> {
  if (row.until !== null && row.until <= on) {
    throw new Refusal(
      'ended_already',
      `This ended on ${row.until} already. To lengthen it, assign again from that day.`,
      { until: row.until },
    );
  }
  await supersede(tx, row.id, made);
  const rest = { ...row, until: on, reason: reason || row.reason, replaces: row.id };
  const next = row.from < on ? await insertRow(tx, rest, made) : null;
  const data = {
    object: { kind: row.objectKind, id: row.objectId },
    role: row.role,
    plane: row.plane,
    holder: row.holderName,
    on,
    reason: reason || null,
    next,
  };
  return { verb: 'assignment.ended', id: row.id, data, next };
}

/** The holder says yes. Nobody says it for somebody else; the program itself may when it loads the past. */
export async function acknowledge(
  platform: Platform,
  actor: Actor,
  id: string,
): Promise<{ acknowledgedAt: Date }> {
  return platform.db.tx(async (tx) => {
    await lockLedger(tx);
    const row = await current(tx, id);
    const own = row.holderKind === 'person' && row.holderId === actor.personId;
    if (!own && actor.kind !== 'system' && actor.kind !== 'operator') {
      throw new Refusal(
        'not_yours',
        `Only ${row.holderName} can say yes to this.`,
        { holder: row.holderName },
        403,
      );
    }
    if (row.acknowledgedAt) return { acknowledgedAt: row.acknowledgedAt };
    const at = platform.clock.now();
    await writeAcknowledgement(tx, id, at);
    await tell(tx, platform, actor, {
      verb: 'assignment.acknowledged',
      id,
      data: { object: { kind: row.objectKind, id: row.objectId }, role: row.role },
    });
    return { acknowledgedAt: at };
  });
}

async function current(tx: Tx, id: string): Promise<LedgerRow> {
  const row = await ledgerRow(tx, id);
  if (!row) throw notFound('assignment', id);
  if (row.supersededAt)
    throw conflict(
      'assignment_changed',
      'This assignment was changed in the meantime. Load the page again.',
      { assignmentId: id },
    );
  return row;
}
