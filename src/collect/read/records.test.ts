import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { guardCell, writeCsvRow } from './formula.ts';
import { previewRecords } from './preview.ts';
import { openRecords, type ReadOptions, readRecords } from './records.ts';

type Piece = string | Uint8Array;

async function* stream(...pieces: Piece[]): AsyncGenerator<Uint8Array> {
  for (const piece of pieces) yield typeof piece === 'string' ? Buffer.from(piece) : piece;
}

async function readAll(source: Parameters<typeof readRecords>[0], options?: ReadOptions) {
  const rows: { line: number; values: (string | null)[] }[] = [];
  const bad: { line: number; reason: string; raw: string }[] = [];
  let columns: string[] = [];
  let batches = 0;
  let bytesRead = 0;
  for await (const batch of readRecords(source, options)) {
    rows.push(...batch.rows);
    bad.push(...batch.bad);
    ({ columns, bytesRead } = batch);
    batches++;
  }
  return { rows, bad, columns, batches, bytesRead, values: rows.map((row) => row.values) };
}

const bytesOf = (text: string, encoding: string): Uint8Array => {
  if (encoding === 'utf-16be') return new Uint8Array(Buffer.from(`\ufeff${text}`, 'utf16le').swap16());
  if (encoding === 'utf-16le') return new Uint8Array(Buffer.from(`\ufeff${text}`, 'utf16le'));
  return new Uint8Array(Buffer.from(text, encoding === 'windows-1252' ? 'latin1' : 'utf8'));
};

describe('records of CSV', () => {
  it('gives rows with their lines, blanks as null, formulas as text', async () => {
    const text = 'id,note,score\n1,=1+1,9\n\n2,"a\nb",\n3,"",x\n';
    const { rows, columns, bad } = await readAll(stream(text));
    expect(columns).toEqual(['id', 'note', 'score']);
    expect(rows).toEqual([
      { line: 2, values: ['1', '=1+1', '9'] },
      { line: 4, values: ['2', 'a\nb', null] },
      { line: 6, values: ['3', null, 'x'] },
    ]);
    expect(bad).toEqual([]);
  });

  it('rejects ragged rows and keeps the others', async () => {
    const { rows, bad } = await readAll(stream('a,b,c\n1,2,3\n4,5\n6,7,8,9\n1,1,1,,\n"x\n2,2,2\n'));
    expect(rows.map((row) => row.line)).toEqual([2, 5, 7]);
    expect(bad).toEqual([
      { line: 3, reason: 'The row has 2 values where 3 are expected.', raw: '4,5' },
      { line: 4, reason: 'The row has 4 values where 3 are expected.', raw: '6,7,8,9' },
      { line: 6, reason: 'A quote is opened and never closed.', raw: '"x' },
    ]);
  });

  it('rejects exactly the lines that cannot be decoded', async () => {
    const early = 'né,b\n'.concat('é,1\n'.repeat(100_000));
    const { rows, bad } = await readAll(
      stream(early, new Uint8Array([0xff, 0x2c, 0x32, 0x0a]), 'ß,3\na\0,4\nü,5\n'),
    );
    expect(rows).toHaveLength(100_002);
    expect(bad.map((row) => row.line)).toEqual([100_002, 100_004]);
    expect(bad[0]?.reason).toMatch(/not valid in this encoding/);
    expect(bad[0]?.raw).toBe('\ufffd,2');
  });

  it('rejects the lines of Windows-1252 in a file said to be UTF-8', async () => {
    const text = Buffer.from('name,b\nJos\u00e9,1\nAnn,2\n', 'latin1');
    expect((await readAll(stream(text))).values).toEqual([
      ['José', '1'],
      ['Ann', '2'],
    ]);
    const { values, bad } = await readAll(stream(text), { encoding: 'utf-8' });
    expect(values).toEqual([['Ann', '2']]);
    expect(bad.map((row) => row.line)).toEqual([2]);
  });

  it('keeps a replacement character that is really in the file', async () => {
    expect((await readAll(stream('a,b\n\ufffd,1\n'))).values).toEqual([['\ufffd', '1']]);
  });

  it('gives batches of the size asked for, and one batch for a header alone', async () => {
    const text = 'a,b\n'.concat('1,2\n'.repeat(12_001));
    const sizes: number[] = [];
    for await (const batch of readRecords(stream(text))) sizes.push(batch.rows.length);
    expect(sizes).toEqual([5_000, 5_000, 2_001]);
    const { columns, batches } = await readAll(stream('a,b\n'));
    expect({ columns, batches }).toEqual({ columns: ['a', 'b'], batches: 1 });
  });

  it('takes guards off a rejection list that comes back', async () => {
    const header = 'rejected_line,rejected_reason,note\r\n';
    const text = header + writeCsvRow([7, 'why', '=1+1']) + writeCsvRow([8, 'why', "'=x"]);
    expect((await readAll(stream(text))).values.map((row) => row[2])).toEqual(['=1+1', "'=x"]);
    expect((await readAll(stream(`note,b\n${guardCell('=1')},2\n`))).values).toEqual([["'=1", '2']]);
  });

  it('reads any table back, in any encoding, delimiter, quote and cut', async () => {
    const unit = fc.constantFrom('"', "'", ',', ';', '\t', '|', '\n', '\r', ' ', 'a', 'é', 'ÿ', '=', '9');
    const cell = fc.string({ unit, maxLength: 12 });
    const table = fc
      .integer({ min: 2, max: 4 })
      .chain((width) =>
        fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 6 }),
      );
    const style = fc.record({
      delimiter: fc.constantFrom(',', ';', '\t', '|'),
      quote: fc.constantFrom('"', "'"),
      newline: fc.constantFrom('\n', '\r\n'),
    });
    const encoding = fc.constantFrom('utf-8', 'utf-16le', 'utf-16be', 'windows-1252');
    const size = fc.integer({ min: 1, max: 40 });
    await fc.assert(
      fc.asyncProperty(
        table,
        style,
        encoding,
        size,
        fc.boolean(),
        async (rows, dialect, code, step, zipped) => {
          const header = (rows[0] as string[]).map((_, i) => `näme ${'abcd'[i]}`);
          const text = [header, ...rows]
            .map((row) => writeCsvRow(row, { ...dialect, guard: false }))
            .join('');
          const plain = bytesOf(text, code);
          const bytes = zipped ? gzipSync(plain) : plain;
          const pieces = Array.from({ length: Math.ceil(bytes.length / step) }, (_, i) =>
            bytes.subarray(i * step, (i + 1) * step),
          );
          const { columns, values, bad } = await readAll(stream(...pieces), { ...dialect, header: true });
          expect(bad).toEqual([]);
          expect(columns).toEqual(header);
          expect(values).toEqual(rows.map((row) => row.map((value) => (value === '' ? null : value))));
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('compressed files', () => {
  const text = 'a,b\n'.concat(
    Array.from({ length: 50_000 }, (_, i) => `${i},${(i * 7919) % 10_007}\n`).join(''),
  );

  it('reads gzip and says how far it is', async () => {
    const zipped = gzipSync(text);
    const { rows, bad, bytesRead } = await readAll(stream(zipped));
    expect([rows.length, bad.length, bytesRead]).toEqual([50_000, 0, zipped.length]);
  });

  it('delivers what comes before the end of one that is cut off', async () => {
    const zipped = gzipSync(text);
    const { rows, bad } = await readAll(stream(zipped.subarray(0, zipped.length * 0.8)));
    expect(rows.length).toBeGreaterThan(35_000);
    expect(
      rows.every((row, i) => row.values[0] === String(i) && row.values[1] === String((i * 7919) % 10_007)),
    ).toBe(true);
    expect(bad).toHaveLength(1);
    expect(bad[0]).toMatchObject({ line: rows.length + 2, reason: expect.stringMatching(/ends early/) });
  });

  it('does the same for one that is damaged', async () => {
    const zipped = gzipSync(text);
    zipped.fill(0xff, zipped.length - 2_000, zipped.length - 1_000);
    const { rows, bad } = await readAll(stream(zipped));
    expect(rows.length).toBeGreaterThan(20_000);
    expect(bad.at(-1)?.reason).toMatch(/damaged/);
  });

  it('refuses one that holds nothing readable', async () => {
    await expect(readAll(stream(gzipSync(text).subarray(0, 5)))).rejects.toMatchObject({
      code: 'corrupt_file',
    });
  });
});

describe('records of JSON', () => {
  it('reads one object per line, new keys and nested ones, and rejects bad lines', async () => {
    const lines = [
      '{"a":1,"b":{"c":"x"}}',
      'oops',
      '',
      '[1]',
      '{"a":12345678901234567890,"d":[1,2]}',
      '{"a":"\\u0000"}',
    ];
    const { rows, columns, bad } = await readAll(stream(lines.join('\n')));
    expect(columns).toEqual(['a', 'b.c', 'd']);
    expect(rows).toEqual([
      { line: 1, values: ['1', 'x'] },
      { line: 5, values: ['12345678901234567890', null, '[1,2]'] },
    ]);
    expect(bad.map((row) => row.line)).toEqual([2, 4, 6]);
  });

  it('reads a list of objects, cut anywhere', async () => {
    const text = '[\n {"a": "}]\\"", "b": null},\n 7,\n {"a": {"x": true}}\n, {"a": ]}\n, {"a": "é"}\n]';
    const bytes = Buffer.from(text);
    const expected = await readAll(stream(text));
    expect(expected.rows).toEqual([
      { line: 2, values: ['}]"', null] },
      { line: 4, values: [null, null, 'true'] },
      { line: 6, values: ['é'] },
    ]);
    expect(expected.bad.map((row) => [row.line, row.raw])).toEqual([
      [3, '7'],
      [5, '{"a": ]'],
      [5, '}'],
    ]);
    for (const step of [1, 2, 3, 7]) {
      const pieces = Array.from({ length: Math.ceil(bytes.length / step) }, (_, i) =>
        bytes.subarray(i * step, i * step + step),
      );
      expect(await readAll(stream(...pieces))).toEqual(expected);
    }
  });

  it('reports a list that is cut off', async () => {
    const { rows, bad } = await readAll(stream('[{"a":1},{"a":2},{"a":'));
    expect(rows).toHaveLength(2);
    expect(bad[0]?.reason).toMatch(/ends in the middle/);
  });
});

describe('files', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'read-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('reads from a path, with its size, and shows a preview', async () => {
    const path = join(folder, 'a.csv');
    await writeFile(path, 'day;amount\n31.12.2026;1.234,5\n01.01.2027;2,5\n');
    const preview = await previewRecords(path);
    expect(preview.sniffed.delimiter).toBe(';');
    expect(preview.columns).toMatchObject([
      { name: 'day', type: 'date', date: { label: 'DD.MM.YYYY' } },
      { name: 'amount', type: 'number', number: { decimal: ',' } },
    ]);
    for await (const batch of readRecords(path)) expect(batch.totalBytes).toBe(batch.bytesRead);
  });

  it('refuses what is not there, and a folder', async () => {
    await expect(readAll(join(folder, 'none.csv'))).rejects.toMatchObject({ code: 'no_such_file' });
    await expect(readAll(folder)).rejects.toMatchObject({ code: 'not_a_file' });
  });
});

describe('memory', () => {
  it('never takes more from the source than it gives out', async () => {
    let given = 0;
    const block = Buffer.from(`${'x'.repeat(40)},"y ""y"" y",z\n`.repeat(1_000));
    async function* long(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('a,b,c\n');
      for (let i = 0; i < 1_000; i++) {
        given += block.length;
        yield block;
      }
    }
    let taken = 0;
    let most = 0;
    const { batches } = await openRecords(long());
    for await (const batch of batches) {
      taken += batch.rows.length * (block.length / 1_000);
      most = Math.max(most, given - taken);
    }
    expect(taken).toBe(given);
    expect(given).toBeGreaterThan(50_000_000);
    expect(most).toBeLessThan(1_000_000);
  });
});
