import { type Actor, require } from '../platform/access.ts';
import { audit } from '../platform/audit.ts';
import type { Tx } from '../platform/database.ts';
import { conflict, notFound, Refusal } from '../platform/errors.ts';
import { recordEvent } from '../platform/events.ts';
import { newId } from '../platform/ids.ts';
import type { Platform } from '../platform/platform.ts';
import { assign } from './assign.ts';
import { dayOf } from './day.ts';
import { changeDepartment, listDepartments } from './departments.ts';
import { findings } from './findings.ts';
import { insertRemedy, ledgerIds, remedyById, remedySince, writeUndone } from './fixing.sql.ts';
import { holderBy } from './holder.sql.ts';
import { insertRow, ledgerRow, lockLedger, objectByKey, supersede } from './ledger.sql.ts';
import type { ObjectKind } from './ledger.ts';
import type { Finding } from './lint.ts';
import { askForNeeds, askForYes, remindOfNeed } from './reminders.ts';
import { within } from './within.ts';

/** What was done, as far as taking it back needs it. */
export type Done =
  | { verb: 'seat' | 'consult'; kind: ObjectKind; objectId: number; made: string[]; replaced: string[] }
  | { verb: 'appoint'; departmentId: string; head: string | null; before: string | null }
  | { verb: 'remind' | 'ask_mandate' | 'remind_mandate'; to: string };

/** A mail about the same fault is sent again after three days at the earliest. */
const REMIND_DAYS = 3;

/**
 * Does what the finding proposes, or the same with somebody else in the seat: found, done and noted in one transaction, so
 * that what changed the registry can be undone. Two at once come one after the other, and the second finds the fault gone.
 */
export async function applyRemedy(
  platform: Platform,
  actor: Actor,
  given: { finding: string; person?: string | undefined },
): Promise<{ id: string; undoable: boolean }> {
  require(actor, 'ownership:write');
  return platform.db.tx(async (tx) => {
    await lockLedger(tx);
    const made = { at: platform.clock.now(), by: actor.personId };
    const today = await dayOf(tx, made.at);
    const found = (await findings(tx, today, { dismissed: true })).find((one) => one.id === given.finding);
    if (!found) {
      throw conflict('fault_gone', 'This fault is gone already. Load the page again.', {
        finding: given.finding,
      });
    }
    if (found.remedy.verb === 'open') {
      throw new Refusal('no_remedy', 'There is no one-click remedy for this: open it and decide there.', {
        href: found.remedy.href,
      });
    }
    const done = await doIt(within(platform, tx), actor, found, { person: given.person, today });
    const id = newId();
    await insertRemedy(tx, { id, finding: found.id, done }, made);
    const subject = { kind: 'fault', id: found.id };
    const data = { remedyId: id, ...done };
    await recordEvent(tx, platform, { name: 'fault.remedied', subject, data });
    await audit(tx, platform, actor, { verb: 'fault.remedied', subject, detail: data });
    return { id, undoable: !('to' in done) };
  });
}

async function doIt(
  platform: Platform,
  actor: Actor,
  found: Finding,
  { person, today }: { person: string | undefined; today: string },
): Promise<Done> {
  const { remedy } = found;
  switch (remedy.verb) {
    case 'seat':
    case 'consult': {
      const object = remedy.object as { kind: ObjectKind; key: string };
      const target = await objectByKey(platform.db, object.kind, object.key);
      if (!target) throw notFound(object.kind, object.key);
      const before = await ledgerIds(platform.db, object.kind, target.id);
      await assign(platform, actor, {
        object,
        reason: remedy.because,
        ...(remedy.verb === 'seat'
          ? { role: 'A', person: person ?? remedy.person?.id, replace: true }
          : { role: 'C', department: remedy.department?.id }),
      });
      const after = await ledgerIds(platform.db, object.kind, target.id);
      return {
        verb: remedy.verb,
        kind: object.kind,
        objectId: target.id,
        made: after.filter((id) => !before.includes(id)),
        replaced: before.filter((id) => !after.includes(id)),
      };
    }
    case 'appoint': {
      const id = remedy.department?.id as string;
      const before = (await listDepartments(platform.db)).find((one) => one.id === id)?.head?.id ?? null;
      const head = person ? (await holderBy(platform.db, { person })).id : (remedy.person?.id ?? null);
      await changeDepartment(platform, actor, id, { head });
      return { verb: 'appoint', departmentId: id, head, before };
    }
    default:
      return remind(platform, actor, found, today);
  }
}

async function remind(platform: Platform, actor: Actor, found: Finding, today: string): Promise<Done> {
  const to = found.remedy.person?.id as string;
  const verb = found.remedy.verb as 'remind' | 'ask_mandate' | 'remind_mandate';
  await platform.db.tx(async (tx) => {
    const since = new Date(platform.clock.now().getTime() - REMIND_DAYS * 86_400_000);
    if (await remedySince(tx, found.id, since)) {
      throw conflict(
        'asked_already',
        `${found.remedy.person?.name} was asked within the last ${REMIND_DAYS} days. Give it time.`,
        {
          today,
        },
      );
    }
    if (verb === 'remind') await askForYes(tx, platform, actor, found);
    else if (verb === 'ask_mandate') await askForNeeds(tx, platform, actor, to);
    else await remindOfNeed(tx, platform, found.facts.need as string);
  });
  return { verb, to };
}

/** Puts everything back as it was: who was replaced holds the seat again and has said yes as before. */
export async function undoRemedy(platform: Platform, actor: Actor, id: string): Promise<void> {
  require(actor, 'ownership:write');
  await platform.db.tx(async (tx) => {
    await lockLedger(tx);
    const remedy = await remedyById(tx, id);
    if (!remedy) throw notFound('remedy', id);
    const { done } = remedy;
    if ('to' in done) throw new Refusal('mail_sent', 'The mail has gone out; it cannot be taken back.', {});
    const made = { at: platform.clock.now(), by: actor.personId };
    if (!(await writeUndone(tx, id, made)))
      throw conflict('undone_already', 'This was taken back already.', {});
    if (done.verb === 'appoint') await restoreHead(within(platform, tx), actor, done);
    else await restoreRows(tx, done, made);
    const subject = { kind: 'fault', id: remedy.finding };
    await recordEvent(tx, platform, { name: 'fault.remedy_undone', subject, data: { remedyId: id } });
    await audit(tx, platform, actor, { verb: 'fault.remedy_undone', subject, detail: { remedyId: id } });
  });
}

const changedSince = () =>
  conflict('changed_since', 'This was changed again in the meantime. Look at it and decide anew.', {});

async function restoreHead(
  platform: Platform,
  actor: Actor,
  done: Extract<Done, { verb: 'appoint' }>,
): Promise<void> {
  const now = (await listDepartments(platform.db)).find((one) => one.id === done.departmentId);
  if ((now?.head?.id ?? null) !== done.head) throw changedSince();
  await changeDepartment(platform, actor, done.departmentId, { head: done.before });
}

async function restoreRows(
  tx: Tx,
  done: Extract<Done, { verb: 'seat' | 'consult' }>,
  made: { at: Date; by: string | null },
): Promise<void> {
  const standing = await ledgerIds(tx, done.kind, done.objectId);
  if (!done.made.every((id) => standing.includes(id))) throw changedSince();
  for (const id of done.made) await supersede(tx, id, made);
  for (const id of done.replaced) {
    const row = await ledgerRow(tx, id);
    if (row) await insertRow(tx, { ...row, replaces: id }, made);
  }
}
