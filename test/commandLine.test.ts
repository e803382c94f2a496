import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freePort } from './port.ts';
import { type Running, startOnus } from './running.ts';

const main = join(import.meta.dirname, '..', 'src', 'main.ts');
const folder = mkdtempSync(join(tmpdir(), 'onus-cli-'));
const dataFolder = join(folder, 'data');
const file = (name: string) => join(folder, name);
let running: Running;
let key = '';

interface Ended {
  code: number;
  out: string;
  err: string;
}

function onus(args: string[], env: Record<string, string> = {}): Promise<Ended> {
  return new Promise((resolve) => {
    const all = {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      ONUS_DATA: dataFolder,
      ONUS_LOG: 'silent',
      ...env,
    };
    execFile(process.execPath, [main, ...args], { env: all, encoding: 'utf8' }, (error, out, err) => {
      resolve({ code: error ? Number(error.code ?? -1) : 0, out, err });
    });
  });
}

const get = (path: string, bearer: string) =>
  fetch(`${running.url}/api/v1${path}`, { headers: { authorization: `Bearer ${bearer}` } });

beforeAll(async () => {
  running = await startOnus('serve', { dataFolder });
});
afterAll(async () => {
  await running.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('help and wrong use', async () => {
  const help = await onus(['--help']);
  expect(help.code).toBe(0);
  for (const verb of [
    'serve',
    'work',
    'demo',
    'import',
    'journey',
    'cells',
    'key',
    'backup',
    'restore',
    'audit',
  ]) {
    expect(help.out).toContain(`  ${verb}`);
  }
  expect((await onus(['dance'])).code).toBe(2);
  expect((await onus(['key', 'create'])).code).toBe(2);
});

test('through the running server: only the key stands on standard output, and it opens', async () => {
  const made = await onus(['key', 'create', '--name', 'x', '--scope', 'admin']);
  expect(made.code).toBe(0);
  key = made.out.trim();
  expect(key).toMatch(/^onus_[\w-]{43}$/);
  expect((await get('/me', key)).status).toBe(200);
});

test('the operator’s door is for the owner of the folder only', async () => {
  const door = join(dataFolder, 'operator.json');
  expect(statSync(door).mode & 0o777).toBe(0o600);
  expect(statSync(dataFolder).mode & 0o077).toBe(0);
  expect((await get('/keys', 'oo_guessed')).status).toBe(401);
});

test('a second process is refused the folder, in words and as a problem', async () => {
  const port = String(await freePort());
  const second = await onus(['serve'], { ONUS_PORT: port });
  expect(second.code).toBe(1);
  expect(second.err).toContain(`already open in process ${running.pid}`);
  const json = await onus(['restore', file('none.tar.gz'), '--json']);
  expect([json.code, JSON.parse(json.err).code]).toEqual([1, 'no_backup']);
});

test('wrong configuration and refusals end with 1 and a sentence', async () => {
  const wrong = await onus(['config'], { ONUS_PORT: 'eighty' });
  expect([wrong.code, wrong.err]).toEqual([1, expect.stringContaining('ONUS_PORT')]);
  const refused = await onus(['journey', 'export', 'nowhere', '--json']);
  expect(refused.code).toBe(1);
  expect(JSON.parse(refused.err)).toMatchObject({ code: 'not_found', status: 404 });
});

test('an import with rejected rows ends with 3 and says how many; the same file again changes nothing', async () => {
  const post = (path: string, body: object) =>
    fetch(`${running.url}/api/v1${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  expect((await post('/sources', { key: 'surveys', name: 'Surveys' })).status).toBe(201);
  expect((await post('/metrics', { key: 'nps', name: 'NPS', kind: 'nps' })).status).toBe(201);
  writeFileSync(
    file('answers.csv'),
    'who,when,score\nk-1,2026-03-01,9\nk-2,not a day,3\nk-3,2026-03-02,11\n',
  );
  writeFileSync(
    file('map.yaml'),
    'yields:\n  - { type: response, who: who, metric: =nps, value: score, at: { column: when, format: iso } }\n',
  );
  const args = ['import', file('answers.csv'), '--source', 'surveys', '--map', file('map.yaml'), '--json'];
  const first = await onus(args);
  expect([first.code, JSON.parse(first.out)]).toMatchObject([
    3,
    { accepted: 1, unchanged: 0, rejected: 2, read: 3 },
  ]);
  const again = await onus(args);
  expect([again.code, JSON.parse(again.out)]).toMatchObject([3, { accepted: 0, unchanged: 1, rejected: 2 }]);
  expect((await onus(['cells', 'verify'])).code).toBe(0);

  const lost = await onus(['import', file('nowhere.csv'), '--source', 'surveys', '--json']);
  expect([lost.code, JSON.parse(lost.err).code]).toEqual([1, 'no_file']);
  expect((await onus(['import', file('answers.csv'), '--source', 'nowhere'])).code).toBe(1);
});

test('backed up while serving, restored elsewhere, and the same there', async () => {
  const saved = await onus(['backup', file('saved.tar.gz'), '--json']);
  expect(saved.code).toBe(0);
  expect(JSON.parse(saved.out).bytes).toBeGreaterThan(1_000_000);
  const elsewhere = { ONUS_DATA: file('elsewhere') };
  expect((await onus(['restore', file('saved.tar.gz')], elsewhere)).code).toBe(0);
  const keys = await onus(['key', 'list', '--json'], elsewhere);
  expect(JSON.parse(keys.out).map((one: { name: string }) => one.name)).toEqual(['x']);
  expect(JSON.parse((await onus(['audit', 'verify', '--json'], elsewhere)).out)).toMatchObject({
    intact: true,
  });

  const again = await onus(['restore', file('saved.tar.gz')], elsewhere);
  expect([again.code, again.err]).toEqual([1, expect.stringContaining('--force')]);
  const forced = await onus(['restore', file('saved.tar.gz'), '--force', '--json'], elsewhere);
  expect(statSync(JSON.parse(forced.out).movedTo).isDirectory()).toBe(true);
});

test('a damaged or cut-off backup leaves the folder as it was', async () => {
  await onus(['backup', file('whole.tar.gz')]);
  writeFileSync(file('cut.tar.gz'), readFileSync(file('whole.tar.gz')).subarray(0, 500_000));
  writeFileSync(file('text.tar.gz'), 'no backup at all');
  for (const name of ['cut.tar.gz', 'text.tar.gz']) {
    const ended = await onus(['restore', file(name), '--json'], { ONUS_DATA: file('untouched') });
    expect([ended.code, JSON.parse(ended.err).code]).toEqual([1, 'bad_backup']);
  }
});

test('SIGTERM ends with 0, gives the folder free, and the command line goes on by itself', async () => {
  const mine = await startOnus('serve', { dataFolder: file('own') });
  const env = { ONUS_DATA: file('own') };
  await onus(['key', 'create', '--name', 'before', '--scope', 'read'], env);
  process.kill(mine.pid, 'SIGTERM');
  for (let i = 0; i < 200; i++) {
    if (
      await fetch(`${mine.url}/healthz`).then(
        () => false,
        () => true,
      )
    )
      break;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const list = await onus(['key', 'list', '--json'], env);
  expect(JSON.parse(list.out).map((one: { name: string }) => one.name)).toEqual(['before']);
  expect(mine.words()).toContain('stopped');
});

test('killed, it leaves a lock that the next one takes over', async () => {
  const mine = await startOnus('serve', { dataFolder: file('killed') });
  await mine.kill();
  const list = await onus(['key', 'list', '--json'], { ONUS_DATA: file('killed') });
  expect([list.code, list.out.trim()]).toEqual([0, '[]']);
});
