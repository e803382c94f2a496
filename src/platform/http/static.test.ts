import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib';
import { Hono } from 'hono';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Env } from './env.ts';
import { compressed, webApplication } from './static.ts';

const folder = mkdtempSync(join(tmpdir(), 'onus-web-'));
const app = new Hono<Env>();
const script = `console.log(${JSON.stringify('x'.repeat(5000))})`;

beforeAll(() => {
  mkdirSync(join(folder, 'web/assets'), { recursive: true });
  writeFileSync(join(folder, 'secret.txt'), 'not for anybody');
  writeFileSync(join(folder, 'web/index.html'), '<!doctype html><title>Onus</title>');
  writeFileSync(join(folder, 'web/.sources'), 'fingerprint');
  writeFileSync(join(folder, 'web/assets/main-abc123.js'), script);
  writeFileSync(join(folder, 'web/assets/packed-1.js'), script);
  writeFileSync(join(folder, 'web/assets/packed-1.js.gz'), gzipSync(script));
  writeFileSync(join(folder, 'web/assets/packed-2.js'), script);
  writeFileSync(join(folder, 'web/assets/packed-2.js.gz'), gzipSync(script));
  writeFileSync(join(folder, 'web/assets/packed-2.js.br'), brotliCompressSync(script));
  app.use(compressed);
  webApplication(app, join(folder, 'web'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('any path of the application gets the page, which is asked for anew each time', async () => {
  for (const path of ['/', '/inbox/42', '/settings?part=keys']) {
    const answer = await app.request(path);
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'no-cache']);
    expect(await answer.text()).toContain('<title>Onus</title>');
  }
  const etag = (await app.request('/')).headers.get('etag') ?? '';
  expect((await app.request('/', { headers: { 'if-none-match': etag } })).status).toBe(304);
});

test('files with a hash in their name are kept for ever', async () => {
  const answer = await app.request('/assets/main-abc123.js');
  expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  expect(answer.headers.get('content-type')).toMatch(/^text\/javascript/);
  expect(await answer.text()).toBe(script);
});

test('sent small: packed while sending, or as packed when built', async () => {
  for (const name of ['main-abc123', 'packed-1']) {
    const answer = await app.request(`/assets/${name}.js`, { headers: { 'accept-encoding': 'gzip' } });
    expect(answer.headers.get('content-encoding'), name).toBe('gzip');
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect(bytes.length).toBeLessThan(500);
    expect(gunzipSync(bytes).toString()).toBe(script);
  }
});

test('of the packed copies the smallest that is accepted goes out; one with the weight 0 is not', async () => {
  const get = (accepted: string) =>
    app.request('/assets/packed-2.js', { headers: { 'accept-encoding': accepted } });
  for (const accepted of ['gzip, deflate, br, zstd', 'br;q=0.5, gzip;q=1', 'BR']) {
    const answer = await get(accepted);
    expect(answer.headers.get('content-encoding'), accepted).toBe('br');
    expect(brotliDecompressSync(Buffer.from(await answer.arrayBuffer())).toString()).toBe(script);
  }
  for (const accepted of ['gzip', 'br;q=0, gzip', 'brx, gzip'])
    expect((await get(accepted)).headers.get('content-encoding'), accepted).toBe('gzip');
  for (const accepted of ['', 'br;q=0, gzip; q=0.0']) {
    const answer = await get(accepted);
    expect([answer.headers.get('content-encoding'), await answer.text()], accepted).toEqual([null, script]);
  }
});

test('a file that is not there is not there, and nothing outside the folder is', async () => {
  expect((await app.request('/assets/gone.js')).status).toBe(404);
  for (const path of [
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/assets/..%2f..%2fsecret.txt',
    '/.sources',
  ]) {
    const answer = await app.request(path);
    expect(await answer.text(), path).not.toMatch(/not for anybody|fingerprint/);
  }
});
