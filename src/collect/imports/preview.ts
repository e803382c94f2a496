import { z } from 'zod';
import { type Actor, require } from '../../platform/access.ts';
import { sql } from '../../platform/database.ts';
import type { Platform } from '../../platform/platform.ts';
import { readOrganisation } from '../../platform/settings.ts';
import { Fact } from '../facts.ts';
import { type Suggestion, suggestFor } from '../formats/recognise.ts';
import { screenAll } from '../known.ts';
import { compileMapping } from '../mapping/compile.ts';
import { Mapping } from '../mapping/mapping.ts';
import type { SuggestContext } from '../mapping/suggest.ts';
import { type Preview as FilePreview, previewRecords } from '../read/preview.ts';
import { fieldColumns } from './fileBatches.ts';
import { type Upload, uploadOf } from './uploads.ts';

/** Rows shown; as many as fit a screen without scrolling. */
const SHOWN = 10;

export const PreviewInput = z.object({
  uploadId: z.uuid(),
  mapping: Mapping.optional(),
  customer: z
    .string()
    .max(200)
    .optional()
    .describe('An object-centric log: a mapping for which this type of object is the customer.'),
});

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
    objectTypes: z
      .array(z.object({ name: z.string(), count: z.int() }))
      .describe('Of an object-centric log.'),
    customer: z.string().nullable().describe('The type of object that is taken for the customer.'),
    columns: z.array(
      z.object({
        name: z.string(),
        title: z.string().nullable().describe('What was asked, where the file says so apart from the name.'),
        type: z.string(),
        examples: z.array(z.string()),
        blankShare: z.number(),
        date: z.string().nullable().describe('Order of the parts, as the mapping names it.'),
        dateLabel: z.string().nullable(),
        ambiguous: z.boolean().describe('Day and month, or the decimal mark, could be the other way round.'),
      }),
    ),
    recognised: z
      .object({ kind: z.string(), name: z.string(), what: z.string(), notes: z.array(z.string()) })
      .nullable()
      .describe('The tool whose export this is, told by its shape.'),
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
  const context = await suggestContext(platform);
  const { file, mapping, recognised, titles } = given.mapping
    ? await asGiven(upload.path, given.mapping)
    : await suggestFor(upload.path, context, { customer: given.customer });
  const { sniffed } = file;
  const preview = await previewOf(platform, {
    file,
    about: { ...sniffed, fileName: upload.fileName, bytes: upload.bytes },
    mapping,
    suggested: given.mapping === undefined,
    lenient: sniffed.format === 'json' || sniffed.format === 'ndjson',
    context,
    titles,
  });
  return { ...preview, recognised, importedBefore: await importedBefore(platform, upload) };
}

interface Looked {
  file: Pick<FilePreview, 'columns' | 'rows' | 'bad'>;
  about: Pick<
    ImportPreview,
    | 'fileName'
    | 'bytes'
    | 'format'
    | 'encoding'
    | 'delimiter'
    | 'headerLine'
    | 'sheets'
    | 'sheet'
    | 'warnings'
  > & { log?: FilePreview['sniffed']['log'] };
  mapping: Mapping;
  suggested: boolean;
  /** A column nobody mentioned yet is empty, not missing. */
  lenient: boolean;
  context: Awaited<ReturnType<typeof suggestContext>>;
  titles?: Map<string, string>;
}

/** Rows of whatever kind, and what this mapping makes of them. */
export async function previewOf(platform: Platform, looking: Looked): Promise<ImportPreview> {
  const { file, about, mapping, context, titles } = looking;
  const { sample, looked, refused } = await outcomes(platform, file, mapping, looking.lenient);
  return {
    fileName: about.fileName,
    bytes: about.bytes,
    format: about.format,
    encoding: about.encoding,
    delimiter: about.delimiter,
    headerLine: about.headerLine,
    sheets: about.sheets,
    sheet: about.sheet,
    warnings: about.warnings,
    objectTypes: about.log?.objectTypes ?? [],
    customer: about.log?.customer ?? null,
    columns: file.columns.map((column) => ({
      name: column.name,
      title: titles?.get(column.name) ?? null,
      type: column.type,
      examples: column.examples,
      blankShare: column.blankShare,
      date: column.date?.format ?? null,
      dateLabel: column.date?.label ?? null,
      ambiguous: column.date?.ambiguous ?? column.number?.ambiguous ?? false,
    })),
    recognised: null,
    mapping,
    suggested: looking.suggested,
    metrics: context.metrics.map(({ key, name }) => ({ key, name })),
    dimensions: context.named,
    sample,
    looked,
    refused,
    importedBefore: null,
  };
}

async function asGiven(path: string, mapping: Mapping): Promise<Suggestion> {
  const file = await previewRecords(path, { ...mapping.read });
  return { file, mapping, recognised: null, titles: new Map() };
}

/** The mapping an import without one gets, and what is to be said about it. */
export async function suggestedMapping(
  platform: Platform,
  uploadId: string,
): Promise<{ mapping: Mapping; notes: string[] }> {
  const upload = await uploadOf(platform, uploadId);
  const { mapping, recognised } = await suggestFor(upload.path, await suggestContext(platform));
  const notes = recognised
    ? [`Recognised: ${recognised.name}, ${recognised.what}.`, ...recognised.notes]
    : [];
  return { mapping, notes };
}

async function outcomes(platform: Platform, file: Looked['file'], mapping: Mapping, lenient: boolean) {
  const { timezone } = await readOrganisation(platform.db);
  const columns = file.columns.map((column) => column.name);
  const map = compileMapping(mapping, {
    columns,
    zone: timezone,
    lenient,
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

export async function suggestContext(
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
