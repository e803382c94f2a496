import { dayOf, listDepartments, writeTo } from '../../own/own.ts';
import { type Actor, require, systemActor } from '../../platform/access.ts';
import { audit } from '../../platform/audit.ts';
import { sql, type Tx } from '../../platform/database.ts';
import { conflict, notFound, Refusal } from '../../platform/errors.ts';
import { recordEvent } from '../../platform/events.ts';
import { newId } from '../../platform/ids.ts';
import type { Platform } from '../../platform/platform.ts';
import { governWords } from '../govern.words.ts';
import { insertAsk, insertRequest, requestRows, rungsFor, type StoredRequest } from './access.sql.ts';
import { one } from './catalogues.ts';
import { sayLevels, standingCells } from './openness.sql.ts';
import type { AccessRequest, RequestAnswer, RequestInput } from './openness.ts';
import { dueAfter } from './terms.ts';

/** Who asked for what, what became of it. `mine`: what waits for the one who looks. */
export async function accessRequests(
  platform: Platform,
  actor: Actor,
  { mine = false }: { mine?: boolean | undefined } = {},
): Promise<AccessRequest[]> {
  const rows = await requestRows(platform.db, { open: mine });
  const shown = rows.map((row) => shownTo(actor, row, platform.clock.now()));
  // A data steward may answer all of them; waiting for somebody is only what they were asked.
  return mine
    ? shown.filter((one) => one.mine.answer && one.asks.some((ask) => ask.person.id === actor.personId))
    : shown;
}

/** Asks to see another department's data. @throws Refusal `person_needed`, `own_data`, `open_already`, `asked_already`, `nobody_to_ask` */
export async function askAccess(
  platform: Platform,
  actor: Actor,
  given: RequestInput,
): Promise<AccessRequest> {
  const by = actor.personId;
  if (!by) throw new Refusal('person_needed', 'Only a person asks for access. Sign in as one.', {}, 403);
  const at = platform.clock.now();
  const id = newId();
  await platform.db.tx(async (tx) => {
    const set = await one(platform, tx, given.set);
    if (set.kind !== 'data_set') throw notFound('data set', given.set);
    const department = await departmentOf(tx, by, given.department ?? null, actor);
    if (department.id === set.departmentId) {
      throw new Refusal('own_data', `${set.name} is ${department.name}’s own; it sees it already.`, {});
    }
    const now = (await standingCells(tx)).find(
      (cell) => cell.itemId === set.id && cell.departmentId === department.id,
    );
    if (now?.level === 'full' || now?.level === given.level) {
      throw conflict('open_already', `${department.name} may see that already.`, { level: now.level });
    }
    const again = (await requestRows(tx, { open: true })).find(
      (row) => row.itemId === set.id && row.department.id === department.id,
    );
    if (again) {
      throw conflict('asked_already', `${again.askedBy.name} asked for it already; the answer is due.`, {
        request: again.id,
        dueAt: again.dueAt,
      });
    }
    const [first] = await rungsFor(tx, set.id, by, await dayOf(tx, at));
    if (!first) {
      throw new Refusal(
        'nobody_to_ask',
        'Nobody answers for this data set. Name an owner in the catalogue first.',
        {},
      );
    }
    const dueAt = await dueAfter(tx, at);
    const { level, purpose } = given;
    await insertRequest(tx, {
      id,
      itemId: set.id,
      departmentId: department.id,
      level,
      purpose,
      at,
      by,
      dueAt,
    });
    await put(tx, platform, { requestId: id, ...first, dueAt, escalated: false });
    await tell(tx, platform, actor, 'access.asked', id, {
      set: set.key,
      department: department.name,
      level,
      purpose,
    });
  });
  return requestFor(platform, actor, id);
}

/** Grants, which opens the matrix, or denies with a reason. The one who asked never answers. */
export async function answerAccess(
  platform: Platform,
  actor: Actor,
  id: string,
  given: RequestAnswer,
): Promise<AccessRequest> {
  const at = platform.clock.now();
  await platform.db.tx(async (tx) => {
    const row = await openRequest(tx, id);
    if (!mayAnswer(actor, row) || !actor.personId) {
      const asked = row.asks.at(-1)?.person.name ?? '';
      throw new Refusal(
        'not_asked',
        `This is put to ${asked}; only who was asked or a data steward answers.`,
        {},
        403,
      );
    }
    const level = given.granted ? (given.level ?? row.level) : null;
    const reason = given.reason || null;
    const pair = { itemId: row.itemId, departmentId: row.department.id };
    const made = { at, by: actor.personId };
    const [openness = null] = level ? await sayLevels(tx, [pair], { level, reason: row.purpose }, made) : [];
    await tx.run(sql`insert into access_answers (request_id, granted, level, reason, answered_at, answered_by, openness_id)
      values (${id}::uuid, ${given.granted}, ${level}, ${reason}, ${at}::timestamptz, ${actor.personId}::uuid, ${openness}::uuid)`);
    const verb = given.granted ? 'access.granted' : 'access.denied';
    await tell(tx, platform, actor, verb, id, {
      set: row.set.key,
      department: row.department.name,
      level,
      reason,
    });
    await writeTo(
      tx,
      platform,
      [row.askedBy.id],
      ({ language, href }) => {
        const words = governWords[language];
        return {
          title: words.answered(row.set.name, given.granted),
          blocks: [
            { kind: 'text', text: row.purpose },
            ...(reason ? [{ kind: 'quote' as const, text: reason }] : []),
            {
              kind: 'buttons',
              buttons: [{ label: words.open, href: href('/sources/openness'), main: true }],
            },
          ],
          footer: words.footer,
        };
      },
      'access',
    );
  });
  return requestFor(platform, actor, id);
}

/** It is not needed any more. */
export async function withdrawAccess(platform: Platform, actor: Actor, id: string): Promise<void> {
  await platform.db.tx(async (tx) => {
    const row = await openRequest(tx, id);
    if (row.askedBy.id !== actor.personId) {
      throw new Refusal('not_yours', 'Only who asked can withdraw it.', {}, 403);
    }
    await tx.run(
      sql`update access_requests set withdrawn_at = ${platform.clock.now()}::timestamptz where request_id = ${id}::uuid`,
    );
    await tell(tx, platform, actor, 'access.withdrawn', id, { set: row.set.key });
  });
}

/** What was not answered in time goes to the head of the data's department, then to the sponsor, with a deadline of its own. */
export async function climbAccess(platform: Platform): Promise<{ climbed: number }> {
  const at = platform.clock.now();
  let climbed = 0;
  for (const { id } of await requestRows(platform.db, { open: true, dueBy: at })) {
    await platform.db.tx(async (tx) => {
      const [row] = await requestRows(tx, { id, open: true, dueBy: at, lock: true });
      if (!row) return;
      const asked = new Set(row.asks.map((ask) => ask.person.id));
      const rungs = await rungsFor(tx, row.itemId, row.askedBy.id, await dayOf(tx, at));
      const next = rungs.find((rung) => !asked.has(rung.personId) && above(rung.rung, row));
      if (!next) {
        // Nobody stands above: it stays where it is, overdue, and is not looked for again.
        await tx.run(sql`update access_asks set due_at = null where request_id = ${id}::uuid`);
        return;
      }
      const dueAt = next.rung === 'sponsor' ? null : await dueAfter(tx, at);
      await put(tx, platform, { requestId: id, ...next, dueAt, escalated: true });
      await tell(tx, platform, systemActor, 'access.escalated', id, { set: row.set.key, to: next.personId });
      climbed++;
    });
  }
  return { climbed };
}

const order = { owner: 0, head: 1, sponsor: 2 };

function above(rung: keyof typeof order, row: StoredRequest): boolean {
  return row.asks.every((ask) => order[ask.rung] < order[rung]);
}

async function put(
  tx: Tx,
  platform: Platform,
  ask: { requestId: string; rung: string; personId: string; dueAt: Date | null; escalated: boolean },
): Promise<void> {
  await insertAsk(tx, { id: newId(), at: platform.clock.now(), ...ask });
  const [row] = await requestRows(tx, { id: ask.requestId });
  if (!row) return;
  await writeTo(
    tx,
    platform,
    [ask.personId],
    ({ language, to, moment, href }) => {
      const words = governWords[language];
      const lead = ask.escalated ? words.escalatedLead : words.askedLead;
      return {
        title: words.asked(row.department.name, row.set.name),
        blocks: [
          { kind: 'text', text: words.hello(to.name) },
          { kind: 'text', text: lead(row.askedBy.name, row.department.name, row.set.name) },
          { kind: 'quote', text: row.purpose },
          { kind: 'text', text: ask.dueAt ? words.by(moment(ask.dueAt)) : words.top },
          { kind: 'buttons', buttons: [{ label: words.open, href: href('/sources/openness'), main: true }] },
        ],
        footer: words.footer,
      };
    },
    'access',
  );
}

async function departmentOf(tx: Tx, personId: string, named: string | null, actor: Actor) {
  const all = (await listDepartments(tx)).filter((one) => !one.archivedAt);
  const own = await tx.maybe<{ id: string | null }>(
    sql`select department_id as id from people where person_id = ${personId}::uuid`,
  );
  const found = named
    ? all.find((one) => one.id === named || one.key === named)
    : all.find((one) => one.id === own?.id);
  if (named && !found) throw notFound('department', named);
  if (!found) throw new Refusal('no_department', 'Say for which department: you belong to none.', {});
  // For others asks who keeps the data anyway.
  if (found.id !== own?.id) require(actor, 'source:write');
  return found;
}

async function openRequest(tx: Tx, id: string): Promise<StoredRequest> {
  const [row] = await requestRows(tx, { id, lock: true });
  if (!row) throw notFound('access request', id);
  if (row.withdrawnAt || row.answer)
    throw conflict('answered_already', 'This was answered or withdrawn already. Load the page again.', {});
  return row;
}

function mayAnswer(actor: Actor, row: StoredRequest): boolean {
  if (!actor.personId || row.withdrawnAt || row.answer || row.askedBy.id === actor.personId) return false;
  return row.asks.some((ask) => ask.person.id === actor.personId) || actor.permissions.has('source:write');
}

async function requestFor(platform: Platform, actor: Actor, id: string): Promise<AccessRequest> {
  const [row] = await requestRows(platform.db, { id });
  return shownTo(actor, row as StoredRequest, platform.clock.now());
}

function shownTo(actor: Actor, row: StoredRequest, now: Date): AccessRequest {
  const { itemId: _, withdrawnAt, ...shown } = row;
  const state = withdrawnAt ? 'withdrawn' : row.answer ? (row.answer.granted ? 'granted' : 'denied') : 'open';
  return {
    ...shown,
    state,
    overdue: state === 'open' && row.dueAt < now,
    mine: { answer: mayAnswer(actor, row), withdraw: state === 'open' && row.askedBy.id === actor.personId },
  };
}

async function tell(
  tx: Tx,
  platform: Platform,
  actor: Actor,
  verb: string,
  id: string,
  data: Record<string, unknown>,
): Promise<void> {
  const subject = { kind: 'access', id };
  await recordEvent(tx, platform, { name: verb, subject, data });
  await audit(tx, platform, actor, { verb, subject, detail: data });
}
