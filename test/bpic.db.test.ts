import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startEventLog } from '../src/collect/eventLogs/logs.ts';
import { collectingPlatform, operator, uploadFile, workedOff } from './collecting.ts';
import { type FreshDatabase, freshDatabase } from './engines.ts';
import { appFor, type TestApp, type TestPlatform } from './platform.ts';

const file = join(
  process.env.ONUS_SHARED_DATA ?? join(import.meta.dirname, '../../shared/data'),
  'bpic2013/incidents.csv',
);
const there = existsSync(file);
if (!there) console.log('skipped: no shared data');

const columns = {
  case: 'SR Number',
  time: 'Change Date+Time',
  group: 'Involved ST',
  activity: 'Sub Status',
};

describe.skipIf(!there)('the hand-over history of a service desk', { timeout: 120_000 }, () => {
  let fresh: FreshDatabase;
  let platform: TestPlatform;
  let app: TestApp;
  beforeAll(async () => {
    fresh = await freshDatabase();
    platform = await collectingPlatform(fresh.db);
    app = appFor(platform);
  });
  afterAll(() => fresh?.close());

  const bring = async (name: string, given: Partial<typeof columns>) => {
    const { uploadId } = await uploadFile(platform, file);
    const { runId } = await startEventLog(platform, operator, { uploadId, name, ...given });
    return workedOff(platform, runId);
  };
  const ask = async (path: string) => {
    const answer = await app.call('GET', path, { actor: operator });
    expect(answer.status).toBe(200);
    return answer.body;
  };

  test('is taken in once, however often it is brought', async () => {
    expect(await bring('Incidents', columns)).toMatchObject({
      state: 'finished',
      accepted: 65_533,
      unchanged: 0,
      rejected: 0,
      log: 'Incidents',
    });
    expect(await bring('Incidents', columns)).toMatchObject({ accepted: 0, unchanged: 65_533, rejected: 0 });
  });

  test('every published figure comes out', async () => {
    const seams = await ask('/seams?log=incidents');
    expect(seams).toMatchObject({
      log: 'Incidents',
      cases: 7554,
      groups: 649,
      bounces: 2394,
      casesWithBounce: 1177,
      casesReturning: 1258,
      neverClosed: 1891,
      handovers: { max: 31, none: 3734 },
      crossings: 9454,
    });
    expect(((100 * seams.casesWithBounce) / seams.cases).toFixed(1)).toBe('15.6');
    expect(seams.handovers.mean.toFixed(2)).toBe('1.25');
    expect(seams.topBounces[0]).toEqual({ a: 'D8', b: 'V37 2nd', count: 84 });
    expect(seams.topHandovers[0]).toEqual({ from: 'G96', to: 'G97', count: 255 });
    expect(
      seams.byHandovers.map((one: { handovers: string; medianDays: number }) => [
        one.handovers,
        one.medianDays.toFixed(1),
      ]),
    ).toEqual([
      ['0', '0.3'],
      ['1', '8.4'],
      ['2', '10.0'],
      ['3+', '13.9'],
    ]);
    expect(seams.days.median.toFixed(1)).toBe('7.5');
    expect(seams.days.mean.toFixed(1)).toBe('12.1');
    expect(seams.closing).toEqual(['Closed', 'Resolved']);
  });

  test('every figure opens to its cases', async () => {
    const seams = await ask('/seams?log=Incidents&top=3');
    const [pair] = seams.pingPong;
    const between = await ask('/seams/cases?log=Incidents&a=V37%202nd&b=D8');
    expect(between.total).toBe(pair.cases);
    const names = between.items[0].path.map((step: { group: string }) => step.group);
    expect(names.join(' ')).toMatch(/D8 V37 2nd D8|V37 2nd D8 V37 2nd/);
    const crossed = await ask('/seams/cases?log=Incidents&from=G96&to=G97&limit=2');
    expect(crossed).toMatchObject({ total: seams.seams[0].cases, next: '2' });
    const many = await ask('/seams/cases?log=Incidents&handovers=3%2B&limit=1');
    expect(many.total).toBe(seams.byHandovers[3].cases);
    const file = await ask('/seams/cases?log=Incidents&handovers=0&format=csv');
    expect(file.trim().split('\r\n')).toHaveLength(1 + 3734);
    const all = await ask('/seams?log=Incidents&format=csv');
    expect(all.trim().split('\r\n')).toHaveLength(1 + seams.pairs);
  });

  test('without states the paths are the same, and nothing is said about closing', async () => {
    const { activity: _, ...bare } = columns;
    expect(await bring('Bare', bare)).toMatchObject({ accepted: 65_533 });
    expect(await ask('/seams?log=Bare')).toMatchObject({
      bounces: 2394,
      casesReturning: 1258,
      neverClosed: null,
      handovers: { max: 31, none: 3734 },
    });
  });
});
