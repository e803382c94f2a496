import { expect, test } from 'vitest';
import { likeness, nearest } from './likeness.ts';
import { readRaci, rolesIn } from './raci.ts';

const grid = (text: string) =>
  text
    .split('\n')
    .map((line, i) => ({ line: i + 1, cells: line.split(';').map((cell) => cell.trim()) }))
    .filter((row) => row.cells.some((cell) => cell !== ''));

test('letters as people write them', () => {
  expect(rolesIn('A')).toEqual(['A']);
  expect(rolesIn('a/r')).toEqual(['A', 'R']);
  expect(rolesIn('A, R')).toEqual(['A', 'R']);
  expect(rolesIn('AR')).toEqual(['A', 'R']);
  expect(rolesIn('(C)')).toEqual(['C']);
  expect(rolesIn('Verantwortlich und zuständig')).toEqual(['A', 'R']);
  expect(rolesIn('RR')).toBeUndefined();
  expect(rolesIn('S')).toBeUndefined();
  expect(rolesIn('x')).toBeUndefined();
  expect(rolesIn('')).toBeUndefined();
});

test('a sheet with a title, a legend, phases in between and a remark is read whole', () => {
  const sheet = readRaci(
    grid(`RACI Kundenreise 2026;;;
R;Responsible;;
;;;
Nr.;Aktivität;Vertrieb;Technik;Bemerkung
;Bestellung;;;
1;Bestellformular;A/R;C;
2;Terminzusage;R;A;alt
3;Einrichtung;S;R;`),
  )!;
  expect(sheet.columns).toEqual([
    { index: 2, header: 'Vertrieb' },
    { index: 3, header: 'Technik' },
    { index: 4, header: 'Bemerkung' },
  ]);
  expect(sheet.rows).toEqual([
    {
      line: 6,
      labels: ['Bestellformular', '1'],
      cells: [
        { column: 2, roles: ['A', 'R'] },
        { column: 3, roles: ['C'] },
      ],
    },
    {
      line: 7,
      labels: ['Terminzusage', '2'],
      cells: [
        { column: 2, roles: ['R'] },
        { column: 3, roles: ['A'] },
      ],
    },
    { line: 8, labels: ['Einrichtung', '3'], cells: [{ column: 3, roles: ['R'] }] },
  ]);
  expect(sheet.headings.map((one) => one.line)).toEqual([1, 2, 5]);
  expect(sheet.unread).toEqual([
    { line: 7, header: 'Bemerkung', text: 'alt' },
    { line: 8, header: 'Vertrieb', text: 'S' },
  ]);
});

test('what is no such sheet is not taken for one', () => {
  expect(readRaci(grid('name;city\nAda;Berlin'))).toBeUndefined();
  expect(readRaci(grid('form;A;R'))).toBeUndefined();
});

test('likeness finds what was meant', () => {
  expect(likeness('Technician visit', 'technician-visit')).toBe(1);
  expect(likeness('Order form', 'Monthly bill')).toBeLessThan(0.3);
  const names = ['Technician visit', 'Order form', 'Field dispatch'];
  expect(nearest('Technican visits', names, { nameOf: (name) => name })).toEqual(['Technician visit']);
});
