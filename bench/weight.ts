import { request } from 'node:http';

export interface Weight {
  /** Bytes of all bodies as they came over the wire. */
  bytes: number;
  requests: number;
}

/** One body, compressed as a browser asks for it. */
function get(url: string): Promise<{ bytes: number; body: Buffer; encoding: string }> {
  return new Promise((resolve, reject) => {
    const headers = { 'accept-encoding': 'gzip', accept: 'text/html,*/*' };
    request(url, { headers }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part) => parts.push(part));
      answer.on('end', () => {
        const body = Buffer.concat(parts);
        if ((answer.statusCode ?? 500) >= 400) return reject(new Error(`${url}: ${answer.statusCode}`));
        resolve({ bytes: body.length, body, encoding: answer.headers['content-encoding'] ?? '' });
      });
      answer.on('error', reject);
    })
      .on('error', reject)
      .end();
  });
}

/** A page and every script, style and font its HTML names. */
export async function weigh(url: string): Promise<Weight> {
  const page = await get(url);
  const { gunzipSync } = await import('node:zlib');
  const html = (page.encoding === 'gzip' ? gunzipSync(page.body) : page.body).toString('utf8');
  const named = [...html.matchAll(/<(?:script|link)\b[^>]*\b(?:src|href)="([^"]+)"/g)].map(
    (found) => found[1] as string,
  );
  let [bytes, requests] = [page.bytes, 1];
  for (const path of new Set(named)) {
    // Part of the page itself.
    if (path.startsWith('data:')) continue;
    bytes += (await get(new URL(path, url).href)).bytes;
    requests++;
  }
  return { bytes, requests };
}
