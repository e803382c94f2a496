import { Hono } from 'hono';
import { expect, test } from 'vitest';
import { limitBody } from './body.ts';

const app = new Hono().post('/', limitBody(10), async (c) => c.text(await c.req.text()));

test('a body is as large as it may be, whether it says its length or comes in parts', async () => {
  const declared = (text: string) =>
    app.request('/', { method: 'POST', body: text, headers: { 'content-length': String(text.length) } });
  const parts = (text: string) =>
    app.request('/', { method: 'POST', body: new Blob([text]).stream(), duplex: 'half' } as RequestInit);
  for (const send of [declared, parts]) {
    const fits = await send('0123456789');
    expect([fits.status, await fits.text()]).toEqual([200, '0123456789']);
    expect((await send('0123456789a')).status).toBe(413);
  }
  const both = await app.request('/', {
    method: 'POST',
    body: new Blob(['0123456789a']).stream(),
    duplex: 'half',
    headers: { 'content-length': '3', 'transfer-encoding': 'chunked' },
  } as RequestInit);
  expect(both.status).toBe(413);
});
