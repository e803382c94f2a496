// Memory of a server that has just started and waits, how soon it answers, and the weight of the first load.
import { setTimeout as sleep } from 'node:timers/promises';
import { startOnus } from '../test/running.ts';
import { figure } from './figure.ts';
import { given } from './given.ts';
import { type Ground, ground } from './ground.ts';
import { timed } from './median.ts';
import { resident } from './resident.ts';
import { furnish } from './world.ts';

const { engines, size: seconds } = given(15);

async function run(on: Ground): Promise<void> {
  const place = await on.place();
  const common = { bench: 'idle', engine: on.engine, with: { database: on.words } };
  try {
    await furnish(place);
    const { ms, result: server } = await timed(() =>
      startOnus('serve', { env: place.env, dataFolder: place.folder }),
    );
    try {
      await sleep(seconds * 1000);
      figure({
        ...common,
        figure: 'idle_memory_mb',
        value: resident(server.pid),
        against: '300 MB',
        limit: 300,
        must: { atMost: 1 },
      });
      figure({
        ...common,
        figure: 'start_s',
        value: ms / 1000,
        against: '10 s',
        limit: 10,
        must: { atMost: 1 },
      });
    } finally {
      await server.stop();
    }
  } finally {
    await place.remove();
  }
}

for (const engine of engines) {
  const on = await ground(engine);
  try {
    await run(on);
  } finally {
    await on.end();
  }
}
