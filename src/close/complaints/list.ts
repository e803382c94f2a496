import { csvResponse } from '../../platform/csv.ts';
import { Refusal } from '../../platform/errors.ts';
import type { Platform } from '../../platform/platform.ts';
import { readOrganisation } from '../../platform/settings.ts';
import { peopleOf } from '../list.ts';
import { instantOf } from '../telling/localTime.ts';
import type { ComplaintLine, ComplaintQuery, Report, ReportQuery } from './complaint.ts';
import {
  byBand,
  byCategory,
  byCause,
  byOutcome,
  byStage,
  type Narrowing,
  openNow,
  redressTotals,
  selectComplaints,
  totals,
} from './list.sql.ts';

/** Days of the organisation become instants: the first moment of one, the first moment after the other. */
async function narrowed<Q extends { from?: string | undefined; to?: string | undefined }>(
  { db, clock }: Platform,
  { from, to, ...rest }: Q,
): Promise<Omit<Q, 'from' | 'to'> & Pick<Narrowing, 'from' | 'until' | 'now' | 'timezone'>> {
  const { timezone } = await readOrganisation(db);
  const midnight = (day: string) => instantOf(timezone, `${day}T00:00`);
  const next = (day: string) => new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
  return {
    ...rest,
    from: from ? midnight(from) : undefined,
    until: to ? midnight(next(to)) : undefined,
    now: clock.now(),
    timezone,
  };
}

/** A page of complaints, the newest first. */
export async function listComplaints(
  platform: Platform,
  query: ComplaintQuery,
): Promise<{ items: ComplaintLine[]; next: string | null }> {
  const { after, limit, ...rest } = query;
  const rows = await selectComplaints(platform.db, await narrowed(platform, rest), {
    after: cursorOf(after),
    limit,
  });
  const people = await peopleOf(
    platform.db,
    rows.map(({ ownerId }) => ownerId),
  );
  const last = rows.length === limit ? rows.at(-1) : undefined;
  return {
    items: rows.map(({ anonymous, customerId, customerName, regimeKey, regimeName, ownerId, ...one }) => ({
      ...one,
      customer: anonymous ? null : { id: customerId, name: customerName },
      regime: { key: regimeKey, name: regimeName },
      owner: people(ownerId),
    })),
    next: last ? `${last.receivedAt.toISOString()}~${last.id}` : null,
  };
}

function cursorOf(text: string | undefined): [string, string] | undefined {
  if (text === undefined) return undefined;
  const [at = '', id = ''] = text.split('~');
  if (!Number.isNaN(Date.parse(at)) && /^[0-9a-f-]{36}$/.test(id)) return [at, id];
  throw new Refusal(
    'bad_cursor',
    'The “after” of this page is not one that a page before it gave out. Start from the first page.',
    { after: text },
  );
}

export function complaintCounts({ db, clock }: Platform) {
  return openNow(db, clock.now());
}

/** What a regulator asks of a period: how many, about what, why, with what outcome, how fast, and at what cost. */
export async function complaintReport(platform: Platform, query: ReportQuery): Promise<Report> {
  const { db } = platform;
  const { from, to, regime } = query;
  const q = await narrowed(platform, { from, to, regime });
  return {
    from,
    to,
    ...(await totals(db, q)),
    byStage: await byStage(db, q),
    byCategory: await byCategory(db, q),
    byCause: await byCause(db, q),
    byOutcome: await byOutcome(db, q),
    byBand: await byBand(db, q),
    redress: await redressTotals(db, q),
  };
}

/** The same as lines: which figure, of what, how many, and money where it is about money. */
export async function complaintReportCsv(platform: Platform, query: ReportQuery): Promise<Response> {
  const report = await complaintReport(platform, query);
  const { received, overdue, escalated, acknowledgedInTime, answeredInTime } = report;
  const lines: unknown[][] = [
    ...Object.entries({ received, overdue, escalated, acknowledgedInTime, answeredInTime }).map(
      ([figure, n]) => [figure, '', n, '', ''],
    ),
    ...(['byStage', 'byCategory', 'byCause', 'byOutcome', 'byBand'] as const).flatMap((figure) =>
      report[figure].map(({ key, n }) => [figure, key, n, '', '']),
    ),
    ...report.redress.map(({ currency, n, total }) => ['redress', '', n, total, currency]),
  ];
  const whole = (async function* () {
    yield lines;
  })();
  return csvResponse(
    `complaints-${query.from}-${query.to}.csv`,
    ['figure', 'key', 'complaints', 'amount', 'currency'],
    whole,
  );
}
