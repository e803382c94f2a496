import pg from 'pg';

/** Between two tries to come back: 250 ms, doubled up to 10 s. */
const FIRST = 250;
const LONGEST = 10_000;

/**
 * LISTEN needs a connection that nobody else gets in between, so it has its own beside the pool. A pooler that hands
 * connections out by the transaction (pgbouncer) swallows notifications: whoever listens also looks from time to time.
 */
export async function listenOn(
  url: string,
  channel: string,
  hear: (message?: string) => void,
): Promise<() => Promise<void>> {
  let stopped = false;
  let client: pg.Client | undefined;
  let again: NodeJS.Timeout | undefined;
  let pause = FIRST;

  async function connect(): Promise<void> {
    const own = new pg.Client({
      connectionString: url,
      application_name: 'onus-live',
      keepAlive: true,
      connectionTimeoutMillis: 10_000,
    });
    let lost = false;
    const lose = () => {
      if (lost) return;
      lost = true;
      own.end().catch(() => undefined);
      if (stopped) return;
      again = setTimeout(() => connect().catch(() => undefined), pause);
      again.unref();
      pause = Math.min(LONGEST, pause * 2);
    };
    own.on('error', lose);
    own.on('end', lose);
    own.on('notification', (said) => hear(said.payload ?? ''));
    try {
      await own.connect();
      await own.query(`listen ${pg.escapeIdentifier(channel)}`);
    } catch (error) {
      lose();
      throw error;
    }
    if (stopped) return lose();
    client = own;
    pause = FIRST;
    hear();
  }

  // The first time a failure is the caller's to know, though the next try is under way.
  await connect();
  return async () => {
    stopped = true;
    clearTimeout(again);
    await client?.end().catch(() => undefined);
  };
}
