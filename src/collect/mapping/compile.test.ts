import { expect, test } from 'vitest';
import { compileMapping } from './compile.ts';
import { Mapping } from './mapping.ts';

const file = (columns: string[], zone = 'UTC') => ({ columns, zone });
const one = (spec: object, columns: string[], values: (string | null)[], more: object = {}, zone = 'UTC') =>
  compileMapping(Mapping.parse({ yields: [spec], ...more }), file(columns, zone))(values);

test('columns, templates, constants, recoding, scaling and defaults', () => {
  const spec = {
    type: 'response',
    key: '{order}-review',
    who: 'person',
    metric: '=csat',
    value: { column: 'mood', words: { 'Sehr gut': 5, schlecht: 1 } },
    comment: 'words',
    at: 'day',
    contactRequested: { column: 'call', yes: ['bitte'] },
    dims: { region: { column: 'where', otherwise: 'unknown' } },
    attributes: { share: { column: 'share', number: true, times: 0.01 } },
  };
  const columns = ['order', 'person', 'mood', 'words', 'day', 'call', 'where', 'share'];
  expect(one(spec, columns, ['7', ' p1 ', 'sehr gut', null, '2026-01-05', 'Bitte', '', '30'])).toEqual({
    facts: [
      {
        type: 'response',
        key: '7-review',
        who: 'p1',
        metric: 'csat',
        value: 5,
        at: '2026-01-05T00:00:00.000Z',
        contactRequested: true,
        dims: { region: 'unknown' },
        attributes: { share: 0.3 },
      },
    ],
  });
});

test.each([
  ['dmy', 'Europe/Berlin', '05.07.2026 14:30', '2026-07-05T12:30:00.000Z'],
  ['dmy', 'Europe/Berlin', '05.01.2026', '2026-01-04T23:00:00.000Z'],
  ['mdy', 'UTC', '07/05/2026', '2026-07-05T00:00:00.000Z'],
  ['dmy', 'UTC', '2026-07-05', '2026-07-05T00:00:00.000Z'],
  ['epoch_s', 'UTC', '1767225600', '2026-01-01T00:00:00.000Z'],
  ['iso', 'Europe/Berlin', '2026-07-05T10:00:00-03:00', '2026-07-05T13:00:00.000Z'],
])('a date written %s in %s: %s', (format, zone, text, at) => {
  const spec = { type: 'interaction', key: 'id', kind: '=visit', at: { column: 'day', format } };
  expect(one(spec, ['id', 'day'], ['1', text], {}, zone)).toMatchObject({ facts: [{ at }] });
});

test('what is wrong with a row is told by column; one wrong fact costs the whole row', () => {
  const spec = { type: 'response', key: 'id', metric: '=nps', value: 'score', at: 'day' };
  const columns = ['id', 'score', 'day'];
  expect(one(spec, columns, ['1', 'nine', '2026-01-01'])).toEqual({
    problem: { column: 'score', reason: '“nine” is not a number like 1234.5.' },
  });
  expect(one(spec, columns, ['1', '9', null])).toEqual({
    problem: { column: 'day', reason: 'The date is missing.' },
  });
  expect(one(spec, columns, ['1', null, '2026-01-01'])).toMatchObject({ problem: { column: null } });
  expect(() => one({ ...spec, value: 'points' }, columns, [])).toThrow('The file has no column “points”');
});

test('only rows that fit a condition yield the fact', () => {
  const map = compileMapping(
    Mapping.parse({
      yields: [
        { type: 'identity', key: 'id' },
        { type: 'interaction', kind: '=returned', at: 'day', when: { column: 'state', is: ['Returned'] } },
      ],
    }),
    file(['id', 'state', 'day']),
  );
  const types = (values: string[]) => {
    const mapped = map(values);
    return 'facts' in mapped ? mapped.facts.map(({ type }) => type) : mapped;
  };
  expect(types(['1', 'returned', '2026-01-01'])).toEqual(['identity', 'interaction']);
  expect(types(['2', 'kept', 'no date here'])).toEqual(['identity']);
});

test('rows without a key: same content, same key; repeats are counted; lists of rejected rows keep their keys', () => {
  const spec = { type: 'interaction', kind: '=visit', at: 'day' };
  const keysOf = (columns: string[], rows: string[][]) => {
    const map = compileMapping(Mapping.parse({ yields: [spec] }), file(columns));
    return rows.map((row) => (map(row) as { facts: { key: string }[] }).facts[0]?.key);
  };
  const [first, second, other] = keysOf(
    ['day', 'note'],
    [
      ['2026-01-01', 'x'],
      ['2026-01-01', 'x'],
      ['2026-01-01', 'y'],
    ],
  );
  expect(second).toBe(`${first}-2`);
  expect(other).not.toContain(first);
  expect(
    keysOf(['rejected_line', 'rejected_reason', 'day', 'note'], [['7', 'why', '2026-01-01', 'x']]),
  ).toEqual([first]);
});
