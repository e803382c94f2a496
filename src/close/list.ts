import { actingFor, personCards, standInsFor } from '../own/own.ts';
import type { Actor } from '../platform/access.ts';
import { csvResponse } from '../platform/csv.ts';
import type { Runner } from '../platform/database.ts';
import { Refusal } from '../platform/errors.ts';
import type { Platform } from '../platform/platform.ts';
import type { CaseItem, CaseQuery, Person } from './case.ts';
import { identitiesOfCustomer, peopleOfDepartment, tagName, touchpointOf } from './filter.sql.ts';
import { countCases, type ListFilter, type ListRow, selectCases, selectEveryCase } from './list.sql.ts';
import { searchFor } from './search.sql.ts';

export type People = (id: string) => Person;

/** Faces for these people, read at once; somebody no longer known is still somebody. */
export async function peopleOf(db: Runner, ids: Iterable<string | null>): Promise<People> {
  const wanted = [...new Set([...ids].filter((id) => id !== null))];
  const cards = await personCards(db, wanted);
  return (id) => {
    const card = cards.get(id);
    if (!card) return { id, name: '?', initials: '?', colour: '#656b7a', title: null, departmentName: null };
    return {
      id,
      name: card.name,
      initials: card.initials,
      colour: card.colour,
      title: card.title ?? null,
      departmentName: card.departmentName ?? null,
    };
  };
}

/** Who acts for the owners of these open cases now, in their order. */
export async function actingOn(platform: Platform, rows: readonly ListRow[]): Promise<CaseItem['acting'][]> {
  const found = await standInsFor(
    platform.db,
    rows.map((row) => ({ personId: row.ownerId, touchpointId: row.touchpointId })),
    platform.clock.now(),
  );
  return found.map((one, i) => (rows[i]?.closedAt === null ? one : null));
}

function stateOf(row: ListRow): CaseItem['state'] {
  if (row.closedAt === null) return 'open';
  return row.confirmed ? 'confirmed' : row.unanswered ? 'unconfirmed' : 'closed';
}

export function itemOf(row: ListRow, people: People, acting: CaseItem['acting'] = null): CaseItem {
  return {
    id: row.id,
    number: row.number,
    state: stateOf(row),
    customer: {
      id: row.customerId,
      name: row.customerName,
      kind: row.customerKind,
      erased: row.customerErased,
    },
    touchpoint:
      row.touchpointKey && row.touchpointName
        ? { id: row.touchpointId, key: row.touchpointKey, name: row.touchpointName }
        : null,
    reason: row.reason,
    quote: row.quote,
    score: row.score,
    urgent: row.urgent,
    occurredAt: row.occurredAt,
    openedAt: row.openedAt,
    dueAt: row.dueAt,
    owner: people(row.ownerId),
    acting,
    offeredTo: row.offeredId && row.offeredName ? { id: row.offeredId, name: row.offeredName } : null,
    handovers: row.handovers,
    reopened: row.reopened,
    facts: row.facts,
    told: row.told,
    tags: row.tags,
    closedAt: row.closedAt,
  };
}

/** Counting goes no further than this: “1,000 and more” costs the same at a million. */
export const countedUpTo = 1000;

/** How many cases this filter finds, up to a bound. */
export async function caseCount(
  platform: Platform,
  actor: Actor,
  query: CaseQuery,
): Promise<{ n: number; more: boolean }> {
  const n = await countCases(platform.db, await filterOf(platform, actor, query), countedUpTo + 1);
  return { n: Math.min(n, countedUpTo), more: n > countedUpTo };
}

/** A page of cases, the nearest deadline (or the newest) first. `next` is the `after` of the following page. */
export async function listCases(
  platform: Platform,
  actor: Actor,
  query: CaseQuery,
): Promise<{ items: CaseItem[]; next: string | null }> {
  const rows = await platform.db.all<ListRow>(selectCases(await filterOf(platform, actor, query)));
  const acting = await actingOn(platform, rows);
  const people = await peopleOf(
    platform.db,
    rows.map((row) => row.ownerId),
  );
  const last = rows.length === query.limit ? rows.at(-1) : undefined;
  const at = last && (query.sort === 'due' ? last.dueAt : last.openedAt);
  return {
    items: rows.map((row, i) => itemOf(row, people, acting[i])),
    next: last && at ? `${at.toISOString()}~${last.id}` : null,
  };
}

/** Names become ids, and a name that is gone is refused: an empty list would say that nobody waits. */
export async function filterOf(
  platform: Pick<Platform, 'db' | 'clock'>,
  actor: Actor,
  query: Omit<CaseQuery, 'format' | 'include'>,
): Promise<ListFilter> {
  if ((query.owner === 'me' || query.offered === 'me') && !actor.personId) {
    throw new Refusal(
      'needs_a_person',
      '“me” is for somebody who is signed in. Name the owner by id.',
      {},
      422,
    );
  }
  const { db } = platform;
  const now = platform.clock.now();
  const me = actor.personId;
  const mine = query.owner === 'me' || query.offered === 'me';
  const acting = mine && me ? ((await actingFor(db, [me], now)).get(me) ?? []) : [];
  return {
    ...query,
    me,
    acting,
    now,
    after: cursorOf(query.after),
    touchpointId: query.touchpoint
      ? ((await touchpointOf(db, query.touchpoint)) ?? gone('touchpoint', query.touchpoint))
      : undefined,
    owners: query.department
      ? ((await peopleOfDepartment(db, query.department)) ?? gone('department', query.department))
      : undefined,
    search: await searchFor(db, query.q),
    identities: query.customer ? await identitiesOfCustomer(db, query.customer) : undefined,
    tagId:
      query.tag === undefined
        ? undefined
        : (await tagName(db, query.tag))
          ? query.tag
          : gone('tag', query.tag),
  };
}

function gone(field: string, value: string | number): never {
  throw new Refusal(
    'filter_gone',
    `There is no ${field} “${value}” any more, so nothing can be filtered by it. Take it out of the filter.`,
    { field, value },
    422,
  );
}

function cursorOf(text: string | undefined): [string, string] | undefined {
  if (text === undefined) return undefined;
  const [at = '', id = ''] = text.split('~');
  if (Number.isNaN(Date.parse(at)) || !/^[0-9a-f-]{36}$/.test(id)) {
    throw new Refusal(
      'bad_cursor',
      'The “after” of this page is not one that a page before it gave out. Start from the first page.',
    );
  }
  return [at, id];
}

const header = [
  'number',
  'state',
  'customer',
  'touchpoint',
  'reason',
  'quote',
  'score',
  'urgent',
  'occurred_at',
  'opened_at',
  'due_at',
  'owner',
  'department',
  'closed_at',
  'told',
  'hand_overs',
  'reopened',
  'case_id',
];

/** Every case the filter finds, streamed. */
export async function exportCases(platform: Platform, actor: Actor, query: CaseQuery): Promise<Response> {
  const filter = await filterOf(platform, actor, { ...query, after: undefined });
  const batches = (async function* () {
    for await (const rows of platform.db.stream<ListRow>(selectEveryCase(filter))) {
      const people = await peopleOf(
        platform.db,
        rows.map((row) => row.ownerId),
      );
      yield rows.map((row) => lineOf(itemOf(row, people)));
    }
  })();
  return csvResponse('cases.csv', header, batches);
}

function lineOf(one: CaseItem): unknown[] {
  return [
    one.number,
    one.state,
    one.customer.name,
    one.touchpoint?.name,
    one.reason,
    one.quote,
    one.score,
    one.urgent,
    one.occurredAt,
    one.openedAt,
    one.dueAt,
    one.owner.name,
    one.owner.departmentName,
    one.closedAt,
    one.told,
    one.handovers,
    one.reopened,
    one.id,
  ];
}
