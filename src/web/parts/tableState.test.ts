import { expect, test } from 'vitest';
import type { Column } from './column.ts';
import { readView, writeSort } from './tableState.ts';

const columns: Column<object>[] = [
  { key: 'name', title: 'Name', value: () => '' },
  { key: 'score', title: 'Score', value: () => 0 },
  { key: 'number', title: 'Number', value: () => 0, optional: true },
];

test('the address is read and written back the same', () => {
  const view = readView({ sort: '-score,name' }, columns, {});
  expect(view.sort).toEqual([
    { id: 'score', desc: true },
    { id: 'name', desc: false },
  ]);
  expect(writeSort(view.sort)).toBe('-score,name');
});

test('unknown columns are passed over', () => {
  expect(readView({ sort: '-gone', cols: 'gone' }, columns, { sort: 'name' })).toEqual({
    sort: [],
    shown: new Set(['name', 'score']),
  });
});

test('a second table reads only what carries its name', () => {
  const view = readView({ sort: 'name', 'answers.cols': 'number' }, columns, {
    name: 'answers',
    sort: '-score',
  });
  expect(view.sort).toEqual([{ id: 'score', desc: true }]);
  expect([...view.shown]).toEqual(['number']);
});
