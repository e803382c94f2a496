import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkLayers } from '../scripts/layers/layers.ts';

const root = join(import.meta.dirname, '..');

test('every planted violation is found, and nothing else', () => {
  const { files, violations } = checkLayers(join(root, 'test/planted/layers'));
  expect(files).toBe(13);
  expect(violations.sort()).toEqual([
    'src/close/close.ts:2 imports src/own/assignment.sql.ts: use the facade own/own.ts',
    'src/close/close.ts:4 imports src/own/assignment.ts: use the facade own/own.ts',
    'src/close/close.ts:5 imports src/close/gone.ts: it is not there',
    'src/close/close.ts:7 imports src/loop.ts: a room does not know loop.ts',
    'src/collect/collect.ts:1 imports pg: pg is used in src/platform/ and src/connectors/sql/ only',
    'src/collect/collect.ts:2 imports src/own/own.ts: own comes after collect: let it follow an event instead',
    'src/connectors/csv/csv.ts:1 imports src/own/own.ts: a connector sees the platform, and the facade and shapes of collect',
    'src/loop.ts:2 imports src/own/assignment.sql.ts: the loop sees facades and shapes',
    'src/loop.ts:3 imports ../elsewhere.ts: the program does not reach outside src',
    'src/own/report.ts:1 carries src/own/assignment.sql.ts into the browser, for src/web/Home.tsx',
    'src/platform/clock.ts → src/platform/later.ts → src/platform/clock.ts: these files need each other to load',
    'src/platform/clock.ts:1 imports src/close/close.ts: the platform knows nothing of what stands on it',
    'src/public/followUp.ts:1 imports src/close/close.ts: public pages see the platform, shapes, and the types of facades',
    'src/utils/utils.ts:1 imports src/platform/clock.ts: there is no rule for src/utils: add one to scripts/layers/rules.ts',
    'src/web/Home.tsx:2 imports src/own/own.ts: pages see the shapes of the rooms, and types',
  ]);
});

test('the reader sees the real tree', () => {
  const { files, imports } = checkLayers(root);
  expect(files).toBeGreaterThan(30);
  expect(imports).toBeGreaterThan(files);
});
