import { z } from 'zod';
import { dayOf } from '../../own/own.ts';
import { type Actor, require } from '../../platform/access.ts';
import { csvResponse } from '../../platform/csv.ts';
import { Refusal } from '../../platform/errors.ts';
import type { Platform } from '../../platform/platform.ts';
import { personOf } from '../life.ts';
import { allBehind, type BehindRow, readBehind } from './behind.sql.ts';
import type { FlowCase, FlowCasesQuery } from './flow.ts';
import { flow, period } from './flows.ts';
import { scopeOf, touchpointsOf } from './scope.ts';
import { addWeeks, mondayOf } from './week.ts';

const Cursor = z.tuple([z.coerce.number().int(), z.uuid()]);

/** The cases behind a figure (rule 11), the longest first. A figure that is hidden opens to nothing. */
export async function flowCases(
  platform: Platform,
  actor: Actor,
  query: FlowCasesQuery,
): Promise<{ tooFew: boolean; items: FlowCase[]; next: string | null }> {
  const asked = await asking(platform, actor, query);
  if (!asked) return { tooFew: true, items: [], next: null };
  const after = query.after === undefined ? undefined : cursor(query.after);
  const rows = await readBehind(platform.db, asked, after, query.limit + 1);
  const items = rows.slice(0, query.limit).map((row) => shown(row, query));
  const last = rows[query.limit - 1];
  return {
    tooFew: false,
    items,
    next: rows.length > query.limit && last ? `${last.minutes}:${last.id}` : null,
  };
}

export async function flowCasesCsv(
  platform: Platform,
  actor: Actor,
  query: FlowCasesQuery,
): Promise<Response> {
  const asked = await asking(platform, actor, query);
  const header = ['number', 'customer', 'touchpoint', 'reason', 'opened_at', 'closed_at', 'minutes'];
  return csvResponse(
    'flow-cases.csv',
    header,
    (async function* () {
      if (!asked) return;
      for await (const rows of platform.db.stream<BehindRow>(allBehind(asked)))
        yield rows
          .map((row) => shown(row, query))
          .map((one) => [
            one.number,
            one.customer,
            one.touchpoint,
            one.reason,
            one.openedAt,
            one.closedAt,
            one.minutes,
          ]);
    })(),
  );
}

async function asking(platform: Platform, actor: Actor, query: FlowCasesQuery) {
  require(actor, 'case:read');
  const { db } = platform;
  const own = query.whose === 'me';
  if (!own && (await flow(platform, actor, { ...query, format: 'json' })).tooFew) return null;
  const scope = await scopeOf(db, query, await dayOf(db, platform.clock.now()));
  const span = await period(platform, query.weeks);
  const week = query.week && mondayOf(query.week);
  return {
    figure: query.figure,
    ...(week ? { from: week, to: addWeeks(week, 1) } : span),
    teamId: scope.teamId,
    touchpoints: touchpointsOf(scope),
    ownerId: own ? personOf(actor) : null,
  };
}

function shown({ minutes, ...row }: BehindRow, { figure }: FlowCasesQuery): FlowCase {
  return { ...row, minutes: figure === 'opened' && row.closedAt === null ? null : minutes };
}

function cursor(text: string): { minutes: number; id: string } {
  const read = Cursor.safeParse(text.split(':'));
  if (!read.success)
    throw new Refusal('bad_cursor', 'Take “next” of the page before as it is.', { field: 'after' }, 422);
  return { minutes: read.data[0], id: read.data[1] };
}
