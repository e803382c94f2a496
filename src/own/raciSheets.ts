import { z } from 'zod';
import { readGrid } from '../collect/collect.ts';
import { type Actor, require } from '../platform/access.ts';
import { Refusal } from '../platform/errors.ts';
import type { Platform } from '../platform/platform.ts';
import { AssignmentObject } from './assign.ts';
import { type Edit, mostEdits } from './changeSet.ts';
import { changeTogether } from './changeSetApply.ts';
import { draftChanges } from './changeSetDraft.ts';
import { Day, dayOf } from './day.ts';
import { ledgerOfObject, objectByKey } from './ledger.sql.ts';
import { type AssignmentRole, covers, type LedgerRow, planes } from './ledger.ts';
import { type RaciSheet, readRaci } from './raci.ts';
import {
  type HolderChoice,
  holderMatcher,
  type Matched,
  type ObjectChoice,
  objectMatcher,
} from './raciMatch.ts';

export interface RaciPreview {
  sheet: string | null;
  columns: (RaciSheet['columns'][number] & Matched<HolderChoice>)[];
  rows: (RaciSheet['rows'][number] & Matched<ObjectChoice>)[];
  headings: RaciSheet['headings'];
  unread: RaciSheet['unread'];
}

/** What a sheet says, and what of it is known here. Nothing is written. @throws `no_raci` where no letters are found. */
export async function previewRaci(
  platform: Platform,
  actor: Actor,
  file: { bytes: Uint8Array; sheet?: string | undefined },
): Promise<RaciPreview> {
  require(actor, 'ownership:write');
  const grid = await readGrid(file.bytes, { sheet: file.sheet });
  const found = readRaci(grid.rows);
  if (!found) {
    throw new Refusal(
      'no_raci',
      'No responsibility chart was found: one row of names, then rows that begin with what is done and hold the letters A, R, C or I.',
    );
  }
  const holder = await holderMatcher(platform.db);
  const object = await objectMatcher(platform.db);
  return {
    ...found,
    sheet: grid.sheet,
    columns: found.columns.map((column) => ({ ...column, ...holder(column.header) })),
    rows: found.rows.map((row) => ({ ...row, ...object(row.labels) })),
  };
}

const line = z.int().min(1);
const text = z.string().max(2000);

export const RaciInput = z.object({
  fileName: z.string().trim().min(1).max(300),
  on: Day.optional(),
  plane: z.enum(planes).default('execution'),
  columns: z
    .array(
      z.object({
        index: z.int().min(0),
        header: text,
        who: z.object({ kind: z.enum(['person', 'team', 'department']), id: z.uuid() }).nullable(),
      }),
    )
    .max(500),
  rows: z
    .array(
      z.object({
        line,
        label: text,
        object: AssignmentObject.nullable(),
        cells: z.array(z.object({ column: z.int(), roles: z.array(z.enum(['A', 'R', 'C', 'I'])).min(1) })),
      }),
    )
    .max(mostEdits),
  /** What the sheet says besides: kept with the change, so that nothing of it is lost. */
  unread: z
    .array(z.object({ line, header: text, text }))
    .max(mostEdits)
    .default([]),
  /** Two accountable in a row: `refuse`, or `several` records that all of them claim it. */
  twoAccountable: z.enum(['refuse', 'several']).default('refuse'),
  /** Ends the parts in these rows' things that the sheet does not show. */
  endOthers: z.boolean().default(false),
  /** A draft to look at first, or all of it at once. */
  as: z.enum(['draft', 'applied']).default('draft'),
});

/** A sheet, its rows and columns resolved, becomes one change set. What found no place is written down with it. */
export async function takeInRaci(
  platform: Platform,
  actor: Actor,
  input: z.input<typeof RaciInput>,
): Promise<{ id: string; edits: number; left: number }> {
  require(actor, 'ownership:write');
  const given = RaciInput.parse(input);
  const who = new Map(given.columns.map((column) => [column.index, column]));
  const left = leftOver(given, who);
  if (given.twoAccountable === 'refuse') refuseTwo(given, who);
  const on = given.on ?? (await dayOf(platform.db, platform.clock.now()));
  const edits = given.rows.flatMap((row) => editsOfRow(row, who, given.plane));
  if (given.endOthers) edits.push(...(await endings(platform, given, { who, on })));
  if (edits.length === 0) {
    throw new Refusal(
      'nothing_resolved',
      'No row and column belong together yet. Say what at least one of each is.',
    );
  }
  if (edits.length > mostEdits) {
    throw new Refusal(
      'too_many_edits',
      `A sheet may bring ${mostEdits} parts at once. Split it into several.`,
      {
        parts: edits.length,
      },
    );
  }
  const source = { file: given.fileName, ...left };
  const name = given.fileName;
  const { id } =
    given.as === 'draft'
      ? await draftChanges(platform, actor, { name, on, edits }, source)
      : await changeTogether(platform, actor, { name, on, edits, reason: `From the sheet ${name}` }, source);
  return { id, edits: edits.length, left: left.rows.length + left.columns.length + left.unread.length };
}

type Given = z.output<typeof RaciInput>;
type Who = Map<number, Given['columns'][number]>;

function leftOver(given: Given, who: Who) {
  return {
    rows: given.rows
      .filter((row) => !row.object)
      .map(({ line, label, cells }) => ({
        line,
        label,
        cells: cells.map(({ column, roles }) => `${who.get(column)?.header ?? ''}: ${roles.join('/')}`),
      })),
    columns: given.columns
      .filter(
        (column) =>
          !column.who && given.rows.some((row) => row.cells.some((cell) => cell.column === column.index)),
      )
      .map((column) => column.header),
    unread: given.unread,
  };
}

function refuseTwo(given: Given, who: Who): void {
  const twice = given.rows.flatMap((row) => {
    const names = row.cells
      .filter((cell) => cell.roles.includes('A') && who.get(cell.column)?.who)
      .map((cell) => who.get(cell.column)!.header);
    return names.length > 1 ? [{ line: row.line, label: row.label, accountable: names }] : [];
  });
  const [first] = twice;
  if (!first) return;
  throw new Refusal(
    'two_accountable',
    `Line ${first.line}, ${first.label}: ${first.accountable.join(' and ')} are both accountable${
      twice.length > 1 ? `, and ${twice.length - 1} more rows are like it` : ''
    }. Leave one A in the row, or record that several claim it.`,
    { rows: twice },
  );
}

function editsOfRow(row: Given['rows'][number], who: Who, plane: Given['plane']): Edit[] {
  const { object } = row;
  if (!object) return [];
  const edits: Edit[] = [];
  let accountable = 0;
  for (const { column, roles } of row.cells) {
    const holder = who.get(column)?.who;
    if (!holder) continue;
    for (const role of roles) {
      const both = role === 'A' && accountable++ > 0;
      edits.push({ do: 'assign', object, role, plane, who: { [holder.kind]: holder.id }, both });
    }
  }
  return edits;
}

/** Who has a part the sheet does not show; an accountable only where the sheet names none: a new one replaces anyway. */
async function endings(
  platform: Platform,
  given: Given,
  { who, on }: { who: Who; on: string },
): Promise<Edit[]> {
  const edits: Edit[] = [];
  for (const row of given.rows) {
    if (!row.object) continue;
    const object = row.object;
    const found = await objectByKey(platform.db, object.kind, object.key);
    const shown = new Set(
      row.cells.flatMap(({ column, roles }) => roles.map((role) => `${role} ${who.get(column)?.who?.id}`)),
    );
    const names = (role: AssignmentRole) =>
      row.cells.some((cell) => cell.roles.includes(role) && who.get(cell.column)?.who);
    const there: LedgerRow[] = found ? await ledgerOfObject(platform.db, object.kind, found.id) : [];
    for (const { role, plane, holderKind, holderId, from, until } of there) {
      if (plane !== given.plane || !covers({ from, until }, on) || shown.has(`${role} ${holderId}`)) continue;
      if (role === 'A' && names('A')) continue;
      edits.push({ do: 'end', object, role, plane, who: { [holderKind]: holderId } });
    }
  }
  return edits;
}
