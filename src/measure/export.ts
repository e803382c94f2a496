import { readDimensions } from '../know/know.ts';
import { type Actor, require } from '../platform/access.ts';
import type { Platform } from '../platform/platform.ts';
import { readOrganisation } from '../platform/settings.ts';
import { startOfDay } from './behind.sql.ts';
import { addDays } from './calendar.ts';
import { type ExportFilter, exportAll, exportHeader, exportPage, type Key } from './export.sql.ts';
import { metricOf } from './readings.ts';

/**
 * Lines put together by one statement on the embedded engine: about 30 ms, so that requests get their turn, and 300 KB,
 * which go before the next ones come. Pages of 5,000 take as long a line.
 */
const PAGE = 2000;
/** Lines a server's cursor hands over at once: pieces of about 150 KB, which the collector frees while they are young. */
const FETCH = 1000;

export interface ResponsesQuery {
  metric?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
}

/**
 * All responses as CSV text, in parts, with constant memory. A server streams them from one cursor, so it is one moment's
 * picture; the embedded engine has one connection and goes in key order, so that a row is never missed or repeated.
 */
export async function* exportResponses(
  { db }: Pick<Platform, 'db'>,
  actor: Actor,
  query: ResponsesQuery,
): AsyncGenerator<Buffer> {
  require(actor, 'measure:read');
  require(actor, 'customer:read');
  const { timezone } = await readOrganisation(db);
  const filter: ExportFilter = {
    metricId: query.metric === undefined ? null : (await metricOf(db, query.metric)).metricId,
    from: query.from ? await startOfDay(db, query.from, timezone) : null,
    until: query.to ? await startOfDay(db, addDays(query.to, 1), timezone) : null,
  };
  const dimensions = await readDimensions(db);
  yield Buffer.from(exportHeader(dimensions));
  if (db.engine === 'postgres') {
    for await (const rows of db.stream<{ text: string }>(exportAll(dimensions, filter), FETCH)) {
      yield Buffer.from(rows.map((row) => row.text).join(''));
    }
    return;
  }
  let after: Key | undefined;
  for (;;) {
    const { text, last } = await exportPage(db, dimensions, { filter, after, limit: PAGE });
    if (!last) return;
    yield text;
    after = last;
  }
}
