import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs';
import { extname, join, normalize, sep } from 'node:path';
import { Readable } from 'node:stream';
import type { Context, Hono } from 'hono';
import { compress } from 'hono/compress';
import type { Env } from './env.ts';

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.txt': 'text/plain; charset=utf-8',
};

const packed = [
  ['br', '.br'],
  ['gzip', '.gz'],
] as const;

/** Bytes below which compressing costs more than it saves. */
export const SHORT = 1024;

/** Everything we answer with as text, gzipped unless it is short; files packed at build time are passed as they are. */
export const compressed = compress({ threshold: SHORT });

/**
 * The browser application from `folder`. Files under assets/ carry a hash in their name and are kept for ever;
 * any other path is the application's own and gets index.html.
 */
export function webApplication(app: Hono<Env>, folder: string): void {
  app.get('*', (c) => {
    const path = normalize(decodeURIComponent(c.req.path)).replace(/^[/\\]+/, '');
    if (path.split(sep).includes('..')) return c.notFound();
    const file = join(folder, path);
    if (path !== '' && extname(path) !== '' && !path.startsWith('.')) {
      return existsSync(file) && statSync(file).isFile() ? send(c, file, path) : c.notFound();
    }
    const index = join(folder, 'index.html');
    if (existsSync(index)) return send(c, index, 'index.html');
    return c.text(
      'The pages are not built yet: run “npm run build”. The interface for programs is at /api/docs.',
      503,
    );
  });
}

function send(c: Context, file: string, path: string): Response {
  const headers: Record<string, string> = {
    'content-type': types[extname(path)] ?? 'application/octet-stream',
    'cache-control': path.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
    vary: 'accept-encoding',
  };
  const accepted = c.req.header('accept-encoding') ?? '';
  for (const [encoding, ending] of packed) {
    if (accepts(accepted, encoding) && existsSync(file + ending)) {
      return body(c, file + ending, { ...headers, 'content-encoding': encoding });
    }
  }
  return body(c, file, headers);
}

/** Named, and not with the weight 0, which refuses it (RFC 9110, 12.5.3). */
function accepts(header: string, encoding: string): boolean {
  return header.split(',').some((one) => {
    const [name, weight = '1'] = one.trim().split(/\s*;\s*q=/i);
    return name?.toLowerCase() === encoding && Number(weight) > 0;
  });
}

function body(c: Context, file: string, headers: Record<string, string>): Response {
  const { size, mtimeMs } = statSync(file);
  const etag = `"${size.toString(36)}-${Math.round(mtimeMs).toString(36)}"`;
  if (c.req.header('if-none-match') === etag)
    return new Response(null, { status: 304, headers: { ...headers, etag } });
  // Small files in one piece; a stream costs more than it saves below that.
  if (size < 65_536) return new Response(readFileSync(file), { headers: { ...headers, etag } });
  const stream = Readable.toWeb(createReadStream(file)) as ReadableStream<Uint8Array>;
  return new Response(stream, { headers: { ...headers, etag, 'content-length': String(size) } });
}
