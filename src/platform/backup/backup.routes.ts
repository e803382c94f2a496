import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { audit } from '../audit.ts';
import { type RoomRoutes, roomRoutes, route } from '../http/route.ts';
import type { Platform } from '../platform.ts';
import { backup } from './backup.ts';

export function routes(platform: Platform): RoomRoutes {
  return roomRoutes('Backup', [
    route(
      'get',
      '/backup',
      'settings:write',
      {
        summary: 'The whole embedded database as one file, for ./onus restore',
        produces: ['application/gzip'],
      },
      async ({ actor }) => {
        const made = await backup(platform.db, platform.config.dataFolder);
        const { size } = await stat(made.path);
        await platform.db.tx((tx) =>
          audit(tx, platform, actor, {
            verb: 'backup.made',
            subject: { kind: 'database', id: 'all' },
            detail: { bytes: size },
          }),
        );
        const file = createReadStream(made.path);
        file.on('close', () => void made.remove());
        const day = platform.clock.now().toISOString().slice(0, 10);
        return new Response(Readable.toWeb(file) as ReadableStream<Uint8Array>, {
          headers: {
            'content-type': 'application/gzip',
            'content-length': String(size),
            'content-disposition': `attachment; filename="onus-${day}.tar.gz"`,
            'cache-control': 'no-store',
          },
        });
      },
    ),
  ]);
}
