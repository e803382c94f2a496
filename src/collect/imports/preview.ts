import { z } from 'zod';
import { type Actor, require } from '../../platform/access.ts';
import { sql } from '../../platform/database.ts';
import type { Platform } from '../../platform/platform.ts';
import { readOrganisation } from '../../platform/settings.ts';
import { Fact } from '../facts.ts';
import { screenAll } from '../known.ts';
import { compileMapping } from '../mapping/compile.ts';
import { Mapping } from '../mapping/mapping.ts';
import { type SuggestContext, suggestMapping } from '../mapping/suggest.ts';
import { type Preview as FilePreview, previewRecords } from '../read/preview.ts';
import { fieldColumns } from './fileBatches.ts';
import { type Upload, uploadOf } from './uploads.ts';

/** Rows shown; as many as fit a screen without scrolling. */
const SHOWN = 10;

export const PreviewInput = z.object({ uploadId: z.uuid(), mapping: Mapping.optional() });

export const ImportPreview = z
  .object({
    fileName: z.string(),
    bytes: z.number(),
    format: z.string(),
    encoding: z.string(),
    delimiter: z.string(),
    headerLine: z.number().nullable(),
    sheets: z.array(z.string()),
    sheet: z.string().nullable(),
    warnings: z.array(z.string()),
    columns: z.array(
      z.object({
        name: z.string(),
        type: z.string(),
        examples: z.array(z.string()),
        blankShare: z.number(),
        date: z.string().nullable().describe('Order of the parts, as the mapping names it.'),
        dateLabel: z.string().nullable(),
        ambiguous: z.boolean().describe('Day and month, or the decimal mark, could be the other way round.'),
      }),
    ),
    mapping: Mapping,
    suggested: z.boolean(),
    metrics: z.array(z.object({ key: z.string(), name: z.string() })),
    dimensions: z.array(z.object({ key: z.string(), name: z.string() })),
    /** What each of the first rows will become. */
    sample: z.array(
      z.object({
        line: z.number(),
        facts: z.array(Fact).optional(),
        problem: z.object({ column: z.string().nullable(), reason: z.string() }).optional(),
      }),
    ),
    /** Of the rows looked at, how many will be refused. */
    looked: z.number(),
    refused: z.number(),
    importedBefore: z.object({ runId: z.int(), at: z.date(), source: z.string().nullable() }).nullable(),
  })
  .meta({ id: 'ImportPreview' });
export type ImportPreview = z.infer<typeof ImportPreview>;

/** Looks at an upload: what its columns hold, a mapping to begin with (or the one given), and what the rows become. */
export async function previewImport(
  platform: Platform,
  actor: Actor,
  given: z.infer<typeof PreviewInput>,
): Promise<ImportPreview> {
  require(actor, 'import:write');
  const upload = await uploadOf(platform, given.uploadId);
  const file = await previewRecords(upload.path, { ...given.mapping?.read });
  const context = await suggestContext(platform);
  const mapping = given.mapping ?? suggestMapping(file.columns, context);
  const { sample, looked, refused } = await outcomes(platform, file, mapping);
  const { sniffed } = file;
  return {
    fileName: upload.fileName,
    bytes: upload.bytes,
    format: sniffed.format,
    encoding: sniffed.encoding,
    delimiter: sniffed.delimiter,
    headerLine: sniffed.headerLine,
    sheets: sniffed.sheets,
    sheet: sniffed.sheet,
    warnings: sniffed.warnings,
    columns: file.columns.map((column) => ({
      name: column.name,
      type: column.type,
      examples: column.examples,
      blankShare: column.blankShare,
      date: column.date?.format ?? null,
      dateLabel: column.date?.label ?? null,
      ambiguous: column.date?.ambiguous ?? column.number?.ambiguous ?? false,
    })),
    mapping,
    suggested: given.mapping === undefined,
    metrics: context.metrics.map(({ key, name }) => ({ key, name })),
    dimensions: context.named,
    sample,
    looked,
    refused,
    importedBefore: await importedBefore(platform, upload),
  };
}

/** The mapping an import without one gets. */
export async function suggestedMapping(platform: Platform, uploadId: string): Promise<Mapping> {
  const upload = await uploadOf(platform, uploadId);
  const file = await previewRecords(upload.path);
  return suggestMapping(file.columns, await suggestContext(platform));
}

async function outcomes(platform: Platform, file: FilePreview, mapping: Mapping) {
  const { timezone } = await readOrganisation(platform.db);
  const { format } = file.sniffed;
  const columns = file.columns.map((column) => column.name);
  const map = compileMapping(mapping, {
    columns,
    zone: timezone,
    lenient: format === 'json' || format === 'ndjson',
  });
  const column = fieldColumns(mapping);
  const rows: ImportPreview['sample'] = [];
  for (const { line, values } of file.rows) rows.push({ line, ...map(values) });
  const facts = rows.flatMap((row) => row.facts ?? []);
  const objections = await screenAll(platform, facts);
  let at = 0;
  for (const row of rows) {
    const own = objections.slice(at, at + (row.facts?.length ?? 0));
    at += row.facts?.length ?? 0;
    const objection = own.find((one) => one !== undefined);
    if (objection) row.problem = { column: column(objection.field), reason: objection.reason };
  }
  for (const { line, reason } of file.bad) rows.push({ line, problem: { column: null, reason } });
  rows.sort((a, b) => a.line - b.line);
  const refused = rows.filter((row) => row.problem).length;
  const first = rows.slice(0, SHOWN);
  // The first row that will be refused is shown even where it stands further down.
  const problem = rows.slice(SHOWN).find((row) => row.problem);
  return { sample: problem ? [...first, problem] : first, looked: rows.length, refused };
}

type NamedMetric = SuggestContext['metrics'][number] & { name: string };

async function suggestContext(
  platform: Platform,
): Promise<
  Omit<SuggestContext, 'metrics'> & { metrics: NamedMetric[]; named: { key: string; name: string }[] }
> {
  const metrics = await platform.db.all<NamedMetric>(sql`
    select key, name, kind, scale_min as "scaleMin", scale_max as "scaleMax", common from metrics
    where archived_at is null and taken_from = 'response' order by common desc, key`);
  const named = await platform.db.all<{ key: string; name: string }>(
    sql`select key, name from dimensions order by position, key`,
  );
  return { metrics, dimensions: named.map(({ key }) => key), named };
}

async function importedBefore(platform: Platform, upload: Upload): Promise<ImportPreview['importedBefore']> {
  const run = await platform.db.maybe<{ runId: number; at: Date; source: string | null }>(sql`
    select r.run_id as "runId", r.started_at as at, s.name as source from import_runs r left join sources s using (source_id)
    where r.file_hash = ${upload.hash} and r.failed_at is null order by r.run_id desc limit 1`);
  return run ?? null;
}
