import { type Actor, require } from '../../platform/access.ts';
import type { Platform } from '../../platform/platform.ts';
import type { ImportPreview } from '../imports/preview.ts';
import { previewOf, suggestContext } from '../imports/preview.ts';
import { suggestMapping } from '../mapping/suggest.ts';
import { guessColumns } from '../read/columns.ts';
import { driverOf } from './drivers.ts';
import type { PullLook } from './pull.ts';
import { passwordOf, rowOf } from './pulls.ts';

/** Rows of the query that are looked at. */
const LOOK = 200;

/** What the query brings and what its rows would become, before anything is stored. */
export async function lookPull(platform: Platform, actor: Actor, given: PullLook): Promise<ImportPreview> {
  require(actor, 'source:write');
  const { settings } = given;
  const password = given.password ?? (await storedFor(platform, given));
  const ask = { settings: { ...settings, watermark: null }, password, from: null, batchRows: LOOK };
  const first = await firstRows(driverOf(given.kind)({ ...ask, now: platform.clock.now() }));
  const columns = guessColumns(first.columns, first.rows);
  const context = await suggestContext(platform);
  const mapping = given.mapping ?? suggestMapping(columns, context);
  const rows = first.rows.map((values, i) => ({ line: i + 1, values }));
  return previewOf(platform, {
    file: { columns, rows, bad: [] },
    about: {
      fileName: `${settings.user}@${settings.host}/${settings.database}`,
      bytes: 0,
      format: given.kind,
      encoding: 'utf-8',
      delimiter: '',
      headerLine: null,
      sheets: [],
      sheet: null,
      warnings: [],
    },
    mapping,
    suggested: given.mapping === undefined,
    lenient: false,
    context,
  });
}

/** The password that is stored, for the same server and user alone. */
async function storedFor(platform: Platform, { pull, settings }: PullLook): Promise<string> {
  if (!pull) return '';
  const row = await rowOf(platform, pull);
  const stored = row.settings;
  const same = (['host', 'port', 'user', 'tls'] as const).every((field) => stored[field] === settings[field]);
  return same ? passwordOf(platform, row) : '';
}

async function firstRows<T>(batches: AsyncGenerator<T>): Promise<T> {
  const first = await batches.next();
  await batches.return(undefined);
  return first.value as T;
}
