import { customersByIds } from '../../know/know.ts';
import { dayOf, listDepartments } from '../../own/own.ts';
import { type Actor, require } from '../../platform/access.ts';
import { audit } from '../../platform/audit.ts';
import type { Runner } from '../../platform/database.ts';
import { notFound, Refusal } from '../../platform/errors.ts';
import { recordEvent } from '../../platform/events.ts';
import type { Platform } from '../../platform/platform.ts';
import { departmentsAt } from '../lineage.sql.ts';
import { itemRows } from './catalogue.sql.ts';
import {
  askedSince,
  countReach,
  feeding,
  keepSiloDay,
  lastReach,
  reachedAlone,
  sayLevels,
  siloCourse,
  standingCells,
} from './openness.sql.ts';
import type { Matrix, MatrixChange } from './openness.ts';
import { siloIndex } from './silo.ts';
import { readOpennessTerms } from './terms.ts';

const YEAR = 365 * 86_400_000;
/** Alone with more than so many of its customers, a department holds what others cannot see. */
const HOARDING = 0.2;

/** Data set × department: who may see it, how shut that is, and whom only one department can reach. */
export async function openness(platform: Platform, actor: Actor): Promise<Matrix> {
  require(actor, 'ownership:read');
  const { db } = platform;
  const now = await grid(db, platform.clock.now());
  const reach = await lastReach(db);
  return {
    ...now,
    course: (await siloCourse(db)).reverse(),
    reach: reach.map(({ day: _, ...row }) => {
      const [customers, alone] = [Number(row.customers), Number(row.alone)];
      // A handful may be new; twenty are a habit.
      return { ...row, customers, alone, alert: alone >= 20 && alone > HOARDING * customers };
    }),
    reachDay: reach[0]?.day ?? null,
    workingDays: (await readOpennessTerms(db)).workingDays,
  };
}

type Grid = Pick<Matrix, 'departments' | 'rows' | 'silo' | 'pairs' | 'closed' | 'undecided'>;

async function grid(db: Runner, now: Date): Promise<Grid> {
  const today = await dayOf(db, now);
  const since = new Date(now.getTime() - YEAR);
  const departments = (await listDepartments(db)).filter((one) => !one.archivedAt);
  const sets = (await itemRows(db, today)).filter((item) => item.kind === 'data_set');
  const said = new Map((await standingCells(db)).map((one) => [`${one.itemId} ${one.departmentId}`, one]));
  const asked = new Set((await askedSince(db, since)).map((one) => `${one.itemId} ${one.departmentId}`));
  const fed = await feeding(db, since.toISOString().slice(0, 10));
  const working = Map.groupBy(
    await departmentsAt(db, [...new Set(fed.map((one) => one.touchpointId))], today),
    (one) => one.touchpointId,
  );
  const needed = new Set(
    fed.flatMap(({ itemId, touchpointId }) =>
      (working.get(touchpointId) ?? []).map((department) => `${itemId} ${department.id}`),
    ),
  );
  const rows = sets.map((set) => ({
    id: set.id,
    key: set.key,
    name: set.name,
    sensitivity: set.sensitivity,
    departmentId: set.departmentId,
    owner: set.ownerPersonId && set.ownerName ? { id: set.ownerPersonId, name: set.ownerName } : null,
    cells: departments.map((department) => {
      const pair = `${set.id} ${department.id}`;
      const cell = said.get(pair);
      const own = set.departmentId === department.id;
      return {
        departmentId: department.id,
        own,
        level: own ? ('full' as const) : (cell?.level ?? null),
        reason: cell?.reason ?? null,
        since: cell?.since ?? null,
        fed: needed.has(pair),
        asked: asked.has(pair),
      };
    }),
  }));
  const pairs = rows.flatMap((row) => row.cells.filter((cell) => !cell.own));
  return {
    departments: departments.map(({ id, key, name }) => ({ id, key, name })),
    rows,
    silo: siloIndex(pairs),
    pairs: pairs.length,
    closed: pairs.filter(({ level }) => level === 'closed').length,
    undecided: pairs.filter(({ level }) => level === null).length,
  };
}

/** Says for many data sets and departments at once who may see what. @returns how many pairs changed */
export async function sayOpenness(
  platform: Platform,
  actor: Actor,
  change: MatrixChange,
): Promise<{ changed: number }> {
  require(actor, 'source:write');
  const at = platform.clock.now();
  return platform.db.tx(async (tx) => {
    const { rows, departments } = await grid(tx, at);
    const sets = change.sets.map(
      (key) => rows.find((row) => row.key === key) ?? raise(notFound('data set', key)),
    );
    const whom = change.departments.map(
      (name) =>
        departments.find((one) => one.id === name || one.key === name) ?? raise(notFound('department', name)),
    );
    const said = { level: change.level, reason: change.reason || null };
    const pairs: { itemId: string; departmentId: string }[] = [];
    for (const set of sets) {
      for (const department of whom) {
        // A department sees its own data; what is chosen by the row or column leaves that out.
        if (set.departmentId === department.id) {
          if (sets.length * whom.length > 1) continue;
          throw new Refusal('own_data', `${set.name} is ${department.name}’s own; it always sees it.`, {});
        }
        const before = set.cells.find((cell) => cell.departmentId === department.id);
        if (before?.level !== said.level || before.reason !== said.reason)
          pairs.push({ itemId: set.id, departmentId: department.id });
      }
    }
    const changed = pairs.length;
    if (changed > 0) await sayLevels(tx, pairs, said, { at, by: actor.personId });
    if (changed > 0) {
      const subject = { kind: 'openness', id: sets.length === 1 ? (sets[0]?.key ?? '') : 'several' };
      const detail = { ...change, changed };
      await recordEvent(tx, platform, { name: 'openness.changed', subject, data: detail });
      await audit(tx, platform, actor, { verb: 'openness.changed', subject, detail });
    }
    return { changed };
  });
}

/** By night, and after what was said: how shut it is today, and whom one department alone can reach. */
export async function keepOpenness(platform: Platform): Promise<void> {
  const now = platform.clock.now();
  const day = await dayOf(platform.db, now);
  await keepSiloDay(platform.db, day, await grid(platform.db, now));
  await countReach(platform.db, day);
}

/** Behind the alert: the customers themselves. Needs `customer:read`. */
export async function aloneWith(
  platform: Platform,
  actor: Actor,
  departmentId: string,
  page: { after: string | null; limit: number },
): Promise<{ items: { id: string; name: string | null; email: string | null }[]; next: string | null }> {
  require(actor, 'customer:read');
  const ids = (await reachedAlone(platform.db, departmentId, { ...page, limit: page.limit + 1 })).map(
    ({ id }) => id,
  );
  const shown = ids.slice(0, page.limit);
  const cards = await customersByIds(platform.db, shown);
  return {
    items: shown.map((id) => ({
      id,
      name: cards.get(id)?.name ?? null,
      email: cards.get(id)?.email ?? null,
    })),
    next: ids.length > page.limit ? (shown.at(-1) ?? null) : null,
  };
}

function raise(refusal: Refusal): never {
  throw refusal;
}
