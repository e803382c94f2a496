import { wilson } from '../../measure/measure.ts';
import { dayOf } from '../../own/own.ts';
import { csvResponse } from '../../platform/csv.ts';
import { Refusal } from '../../platform/errors.ts';
import type { Platform } from '../../platform/platform.ts';
import { readOrganisation } from '../../platform/settings.ts';
import { MINIMUM, suppress } from '../../platform/suppression.ts';
import { monthOf } from './limits.ts';
import type { RecoveryReport, ReportQuery, reportBys } from './redress.ts';
import { type Bought, bought, type Spent, sizes, spentBetween, waitingNow } from './report.sql.ts';

/** Departments of fewer than five are told together, so that no figure is about a person (rule 10). */
export const SMALL = 'small';

/** Whole months: what was given in them, by what it is asked by, and what it bought. */
export async function recoveryReport(platform: Platform, query: ReportQuery): Promise<RecoveryReport> {
  const { db } = platform;
  const { rows, from, to } = await spentIn(platform, query);
  const { currency, timezone } = await readOrganisation(db);
  const found = await bought(db, from, to, timezone);
  const side = (given: boolean) => sideOf(found.find((one) => one.given === given));
  return {
    currency,
    spent: sum(rows, 'spent'),
    returned: sum(rows, 'returned'),
    waits: await waitingNow(db),
    redresses: sum(rows, 'redresses'),
    rows: grouped(rows, query.by),
    bought: { withRedress: side(true), without: side(false) },
  };
}

const header = [
  'month',
  'department',
  'touchpoint',
  'cause',
  'kind',
  'redresses',
  'spent',
  'returned',
  'currency',
];

/** Every line that the sums are made of; amounts in whole units with their decimals. */
export async function exportRecovery(platform: Platform, query: ReportQuery): Promise<Response> {
  const { rows } = await spentIn(platform, query);
  const { currency } = await readOrganisation(platform.db);
  const digits =
    new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
  const money = (minor: number) => (minor / 10 ** digits).toFixed(digits);
  const lines = merged(rows).map((row) => [
    row.month.slice(0, 7),
    row.departmentName ?? '',
    row.touchpointName ?? '',
    row.causeName ?? '',
    row.kind,
    row.redresses,
    money(row.spent),
    money(row.returned),
    currency,
  ]);
  return csvResponse(
    'recovery.csv',
    header,
    (async function* () {
      yield lines;
    })(),
  );
}

async function spentIn(
  platform: Platform,
  query: ReportQuery,
): Promise<{ rows: Spent[]; from: string; to: string }> {
  if (query.from > query.to)
    throw new Refusal('bad_period', 'The period ends before it begins.', { from: query.from, to: query.to });
  const rows = await spentBetween(platform.db, monthOf(query.from), monthOf(query.to));
  const small = await smallDepartments(platform);
  return {
    from: monthOf(query.from),
    to: query.to,
    rows: rows.map((row) =>
      small.has(row.departmentKey)
        ? { ...row, departmentKey: SMALL, departmentName: 'Smaller departments' }
        : row,
    ),
  };
}

/** Those too small to be shown, and with them the next smallest where one alone could be found by subtraction. */
export async function smallDepartments(platform: Platform): Promise<Set<string | null>> {
  const all = await sizes(platform.db, await dayOf(platform.db, platform.clock.now()));
  const hidden = suppress(
    all.map((one) => one.n),
    MINIMUM,
  );
  return new Set(all.flatMap((one, i) => (hidden[i] ? [one.key] : [])));
}

const fields = {
  month: ['month', 'month'],
  department: ['departmentKey', 'departmentName'],
  touchpoint: ['touchpointKey', 'touchpointName'],
  cause: ['causeKey', 'causeName'],
  kind: ['kind', 'kind'],
} as const satisfies Record<(typeof reportBys)[number], readonly [keyof Spent, keyof Spent]>;

function grouped(rows: Spent[], by: ReportQuery['by']): RecoveryReport['rows'] {
  const [key, name] = fields[by];
  const found = [...Map.groupBy(rows, (row) => row[key] ?? '')].map(([value, some]) => ({
    key: value,
    name: (some[0] as Spent)[name],
    redresses: sum(some, 'redresses'),
    spent: sum(some, 'spent'),
    returned: sum(some, 'returned'),
  }));
  return by === 'month' ? found : found.sort((a, b) => b.spent - a.spent || (a.key < b.key ? -1 : 1));
}

/** Lines that only differ in departments told together become one. */
function merged(rows: Spent[]): Spent[] {
  const groups = Map.groupBy(rows, (row) =>
    [row.month, row.departmentKey, row.touchpointKey, row.causeKey, row.kind].join('\x1f'),
  );
  return [...groups.values()].map((some) => ({
    ...(some[0] as Spent),
    redresses: sum(some, 'redresses'),
    spent: sum(some, 'spent'),
    returned: sum(some, 'returned'),
  }));
}

function sum(rows: Spent[], field: 'redresses' | 'spent' | 'returned'): number {
  return rows.reduce((all, row) => all + row[field], 0);
}

function sideOf(found: Bought | undefined): RecoveryReport['bought']['withRedress'] {
  const { answers, yes, scored, before, after } = found ?? {
    answers: 0,
    yes: 0,
    scored: 0,
    before: null,
    after: null,
  };
  const share = answers < MINIMUM ? { value: null, low: null, high: null } : wilson(yes, answers);
  const enough = scored >= MINIMUM;
  return {
    confirmed: { n: answers, share: share.value, low: share.low, high: share.high },
    score: { n: scored, before: enough ? before : null, after: enough ? after : null },
  };
}
