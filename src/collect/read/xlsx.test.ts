import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RecordBatch } from './batch.ts';
import { openRecords, type ReadOptions } from './records.ts';

const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const OFFICE = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';
const STYLES = `<styleSheet ${MAIN}><numFmts count="2"><numFmt numFmtId="164" formatCode="dd\\.mm\\.yyyy&quot; Uhr&quot;"/>
  <numFmt numFmtId="165" formatCode="[Red]0.00&quot;days&quot;"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>
  <cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="22"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="20"/></cellXfs></styleSheet>`;

interface Book {
  sheets: Record<string, string>;
  strings?: string;
  date1904?: boolean;
  after?: string;
  styles?: Uint8Array;
}

function workbook({
  sheets,
  strings,
  date1904 = false,
  after = '',
  styles = strToU8(STYLES),
}: Book): Uint8Array {
  const names = Object.keys(sheets);
  const parts: Record<string, Uint8Array> = {
    '[Content_Types].xml': strToU8('<Types/>'),
    'xl/workbook.xml': strToU8(
      `<?xml version="1.0"?><workbook ${MAIN} ${OFFICE}><workbookPr date1904="${date1904 ? 1 : 0}"/><sheets>${names
        .map((name, i) => `<sheet name="${name}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`)
        .join('')}</sheets></workbook>`,
    ),
    'xl/_rels/workbook.xml.rels': strToU8(
      `<Relationships>${names.map((_, i) => `<Relationship Id="rId${i + 1}" Target="worksheets/sheet${i + 1}.xml"/>`).join('')}</Relationships>`,
    ),
    'xl/styles.xml': styles,
  };
  names.forEach((name, i) => {
    const data = `<worksheet ${MAIN}><sheetData>${sheets[name]}</sheetData>${after}</worksheet>`;
    parts[`xl/worksheets/sheet${i + 1}.xml`] = strToU8(data);
  });
  if (strings !== undefined) parts['xl/sharedStrings.xml'] = strToU8(`<sst ${MAIN}>${strings}</sst>`);
  return zipSync(parts);
}

const cell = (at: string, text: string) => `<c r="${at}" t="inlineStr"><is><t>${text}</t></is></c>`;
const row = (line: number, ...cells: string[]) => `<row r="${line}">${cells.join('')}</row>`;
const texts = (line: number, values: string[]) =>
  row(line, ...values.flatMap((value, i) => (value === '' ? [] : [cell(`${'ABCDEFGH'[i]}${line}`, value)])));

async function read(source: Uint8Array | string, options: ReadOptions = {}) {
  async function* stream(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < bytes.length; at += 1_000) yield bytes.subarray(at, at + 1_000);
  }
  const { sniffed, batches } = await openRecords(
    typeof source === 'string' ? source : stream(source),
    options,
  );
  const all: RecordBatch[] = [];
  for await (const batch of batches) all.push(batch);
  return {
    sniffed,
    columns: all[0]?.columns,
    rows: all.flatMap((b) => b.rows),
    bad: all.flatMap((b) => b.bad),
  };
}

describe('records of a workbook', () => {
  it('reads shared, inline and rich strings, numbers, truth, errors, formulas and dates', async () => {
    const strings =
      '<si><t>name</t></si><si><r><t>Jo </t></r><r><rPr/><t xml:space="preserve">&amp; Sons</t></r><rPh><t>x</t></rPh></si><si><t>a_x000D_b</t></si>';
    const sheet = `${texts(1, ['text', 'number', 'flag', 'day', 'moment', 'sum', 'odd', 'time'])}<row r="3">
      <c r="A3" t="s"><v>1</v></c><c r="B3"><v>4.0999999999999996</v></c><c r="C3" t="b"><v>1</v></c><c r="D3" s="1"><v>46053</v></c>
      <c r="E3" s="2"><v>46053.520833333336</v></c><c r="F3" t="str"><f>A1&amp;"x"</f><v>done</v></c><c r="G3" t="e"><v>#N/A</v></c><c r="H3" s="5"><v>0.5</v></c></row>
      <row><c t="s"><v>2</v></c><c s="4"><v>12</v></c><c/><c s="3"><v>1</v></c><c t="d"><v>2026-01-31</v></c><c><f>1+1</f><v>2</v></c></row>`;
    const { rows, sniffed, columns } = await read(workbook({ sheets: { Data: sheet }, strings }));
    expect(sniffed).toMatchObject({ format: 'xlsx', sheet: 'Data', headerLine: 1 });
    expect(columns).toEqual(['text', 'number', 'flag', 'day', 'moment', 'sum', 'odd', 'time']);
    expect(rows).toEqual([
      {
        line: 3,
        values: ['Jo & Sons', '4.1', 'true', '2026-01-31', '2026-01-31T12:30:00', 'done', '#N/A', '12:00:00'],
      },
      { line: 4, values: ['a\rb', '12', null, '1900-01-01', '2026-01-31', '2', null, null] },
    ]);
  });

  it('counts days from 1904 where the workbook does', async () => {
    const sheet = texts(1, ['day']) + row(2, '<c r="A2" s="1"><v>44591</v></c>');
    expect((await read(workbook({ sheets: { S: sheet }, date1904: true }))).rows[0]?.values).toEqual([
      '2026-01-31',
    ]);
  });

  it('skips a merged title and joins a header of two rows', async () => {
    const merges =
      '<mergeCells><mergeCell ref="A1:D1"/><mergeCell ref="A3:A4"/><mergeCell ref="B3:C3"/></mergeCells>';
    const sheet = [
      texts(1, ['Report 2026']),
      texts(3, ['Name', 'Score', '', 'Note']),
      texts(4, ['', 'Q1', 'Q2']),
      texts(5, ['Jo', '9', '10', '=1']),
    ].join('');
    const { columns, rows, sniffed } = await read(workbook({ sheets: { S: sheet }, after: merges }));
    expect(columns).toEqual(['Name', 'Score Q1', 'Score Q2', 'Note']);
    expect(rows).toEqual([{ line: 5, values: ['Jo', '9', '10', '=1'] }]);
    expect(sniffed.headerLine).toBe(4);
  });

  it('reads the sheet that is named, and says which there are', async () => {
    const book = workbook({
      sheets: { One: texts(1, ['a', 'b']) + texts(2, ['1', '2']), Two: texts(1, ['c', 'd']) },
    });
    expect((await read(book)).sniffed.warnings.join()).toMatch(/there is also Two/);
    expect((await read(book, { sheet: 'Two' })).columns).toEqual(['c', 'd']);
    await expect(read(book, { sheet: 'Three' })).rejects.toMatchObject({ code: 'no_such_sheet' });
    await expect(read(workbook({ sheets: { S: '' } }))).rejects.toMatchObject({ code: 'empty_file' });
  });

  it('rejects a formula that was never worked out, and takes an empty result as blank', async () => {
    const sheet = `${texts(1, ['a', 'b'])}${row(2, '<c r="A2"><f>1+1</f></c>', cell('B2', 'x'))}
      ${row(3, '<c r="A3" t="str"><f>""</f><v></v></c>', cell('B3', 'y'))}`;
    const { rows, bad } = await read(workbook({ sheets: { S: sheet } }));
    expect(rows).toEqual([{ line: 3, values: [null, 'y'] }]);
    expect(bad).toMatchObject([{ line: 2, reason: expect.stringMatching(/column 1 has no stored result/) }]);
  });

  it('rejects a row that is wider than the header', async () => {
    const { rows, bad } = await read(
      workbook({ sheets: { S: texts(1, ['a', 'b']) + texts(2, ['1', '2', '3']) + texts(3, ['4']) } }),
    );
    expect(bad).toMatchObject([{ line: 2, reason: 'The row has 3 values where 2 are expected.' }]);
    expect(rows).toEqual([{ line: 3, values: ['4', null] }]);
  });
});

describe('damaged and hostile workbooks', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'book-'));
  });
  afterAll(() => rm(folder, { recursive: true }));
  const many = Array.from({ length: 20_000 }, (_, i) =>
    texts(i + 2, [`${i}`, `${(i * 7919) % 10_007}`]),
  ).join('');
  const book = workbook({ sheets: { S: texts(1, ['a', 'b']) + many } });

  it('reads a large one from a path', async () => {
    const path = join(folder, 'large.xlsx');
    await writeFile(path, book);
    expect((await read(path)).rows).toHaveLength(20_000);
  });

  it('refuses one that is cut off', async () => {
    await expect(read(book.subarray(0, book.length / 2))).rejects.toMatchObject({ code: 'corrupt_file' });
  });

  it('refuses one that is damaged before any wrong value comes out', async () => {
    const hurt = book.slice();
    hurt.fill(0xff, hurt.length * 0.7, hurt.length * 0.7 + 200);
    await expect(read(hurt)).rejects.toMatchObject({ code: 'corrupt_file' });
  });

  it('stops a part that unpacks to far more than it should', async () => {
    const bomb = workbook({ sheets: { S: texts(1, ['a']) }, styles: Buffer.alloc(40_000_000, '<a/>') });
    expect(bomb.length).toBeLessThan(400_000);
    await expect(read(bomb)).rejects.toMatchObject({ code: 'too_large' });
  });

  it('knows no document types', async () => {
    const strings = '<!DOCTYPE x [<!ENTITY a "b">]><si><t>&a;</t></si>';
    await expect(read(workbook({ sheets: { S: texts(1, ['a']) }, strings }))).rejects.toMatchObject({
      code: 'corrupt_file',
    });
  });
});
