import { type Actor, require } from '../../platform/access.ts';
import { audit } from '../../platform/audit.ts';
import { notFound, Refusal } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import type { Platform } from '../../platform/platform.ts';
import { CaseQuery } from '../case.ts';
import { personOf } from '../life.ts';
import { caseCount, filterOf } from '../list.ts';
import {
  archiveView,
  departmentOf,
  firstOf,
  ownViews,
  readView,
  type ViewRow,
  viewsFor,
  writeOrder,
  writeView,
} from './view.sql.ts';
import {
  usuallyShown,
  type View,
  type ViewChange,
  type ViewInput,
  type ViewOrder,
  type ViewQuery,
} from './view.ts';

/** Nobody finds their way among more. */
const mostViews = 30;

/** My views and my team's, each with how much is in it; one that filters by what is gone says so instead. */
export async function listViews(
  platform: Platform,
  actor: Actor,
): Promise<{ items: View[]; first: string; next: null }> {
  const { db } = platform;
  if (!actor.personId) return { items: [], first: 'all', next: null };
  const items: View[] = [];
  for (const row of await viewsFor(db, actor.personId)) items.push(await shown(platform, actor, row));
  const first = (await firstOf(db, actor.personId)) ?? 'mine';
  const there = first.length < 36 || items.some(({ id }) => id === first);
  return { items, first: there ? first : 'mine', next: null };
}

async function shown(platform: Platform, actor: Actor, row: ViewRow): Promise<View> {
  const { id, name, team, by, query, shows } = row;
  const common = { id, name, team, by, query, shows, mine: row.personId === actor.personId };
  try {
    return { ...common, count: await caseCount(platform, actor, CaseQuery.parse(query)), gone: null };
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'filter_gone') throw error;
    return {
      ...common,
      count: null,
      gone: { field: String(error.facts.field), value: String(error.facts.value) },
    };
  }
}

export async function saveView(platform: Platform, actor: Actor, input: ViewInput): Promise<View> {
  require(actor, 'case:read');
  const personId = personOf(actor);
  if ((await ownViews(platform.db, personId)) >= mostViews) {
    throw new Refusal('too_many_views', `You have ${mostViews} views. Remove one you no longer use first.`, {
      most: mostViews,
    });
  }
  return write(platform, actor, {
    team: false,
    shows: [...usuallyShown],
    ...defined(input),
    id: newId(),
    personId,
  });
}

/** Whoever made it changes it; and of a team's view, whoever arranges who does what. */
export async function changeView(
  platform: Platform,
  actor: Actor,
  viewId: string,
  input: ViewChange,
): Promise<View> {
  const row = await mayChange(platform, actor, viewId);
  return write(platform, actor, { ...row, team: row.departmentId !== null, ...defined(input) });
}

type Defined<T> = { [K in keyof T]: Exclude<T[K], undefined> };
const defined = <T extends object>(given: T): Defined<T> =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Defined<T>;

async function write(
  platform: Platform,
  actor: Actor,
  view: { id: string; personId: string; name: string; team: boolean; query: ViewQuery; shows: View['shows'] },
): Promise<View> {
  // Refused here if it names what is not there.
  await filterOf(platform, actor, CaseQuery.parse(view.query));
  const departmentId = view.team ? await departmentOf(platform.db, view.personId) : null;
  if (view.team && !departmentId) {
    throw new Refusal(
      'no_team',
      'You are in no department, so there is no team to share it with. Keep it to yourself.',
    );
  }
  await platform.db.tx(async (tx) => {
    await writeView(tx, { ...view, departmentId, at: platform.clock.now() });
    await audit(tx, platform, actor, {
      verb: 'case_view.saved',
      subject: { kind: 'case_view', id: view.id },
      detail: { name: view.name, query: view.query, departmentId },
    });
  });
  return shown(platform, actor, (await readView(platform.db, view.id)) as ViewRow);
}

async function mayChange(platform: Platform, actor: Actor, viewId: string): Promise<ViewRow> {
  require(actor, 'case:read');
  const personId = personOf(actor);
  const row = await readView(platform.db, viewId);
  const team = row?.departmentId && row.departmentId === (await departmentOf(platform.db, personId));
  if (!row || (row.personId !== personId && !team)) throw notFound('view', viewId);
  if (row.personId !== personId && !actor.permissions.has('ownership:write')) {
    throw new Refusal(
      'not_your_view',
      `${row.by} made this view. Save one of your own instead.`,
      { by: row.by },
      403,
    );
  }
  return row;
}

export async function removeView(platform: Platform, actor: Actor, viewId: string): Promise<void> {
  const row = await mayChange(platform, actor, viewId);
  await platform.db.tx(async (tx) => {
    await archiveView(tx, viewId, platform.clock.now());
    await audit(tx, platform, actor, {
      verb: 'case_view.removed',
      subject: { kind: 'case_view', id: viewId },
      detail: { name: row.name },
    });
  });
}

/** The order of my tabs, and which stands there first; nobody else sees it. */
export async function arrangeViews(platform: Platform, actor: Actor, input: ViewOrder): Promise<void> {
  require(actor, 'case:read');
  const personId = personOf(actor);
  const before = await firstOf(platform.db, personId);
  await platform.db.tx((tx) =>
    writeOrder(tx, {
      personId,
      ids: [...new Set(input.ids)],
      first: input.first === undefined ? before : input.first,
      at: platform.clock.now(),
    }),
  );
}
