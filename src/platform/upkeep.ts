import { sql } from './database.ts';
import type { Platform } from './platform.ts';

/** Tables that grow by facts; the planner goes wrong where it believes them empty. */
const growing = [
  'identities',
  'identity_keys',
  'links',
  'customers',
  'interactions',
  'responses',
  'cells',
  'cases',
  'case_facts',
  'case_messages',
  'event_log_entries',
  'event_log_cases',
];

export async function analyze({ db }: Pick<Platform, 'db'>): Promise<void> {
  for (const table of growing) await db.raw(`analyze ${table}`);
}

/** From here on emptying a table of its dead rows is a pause, so it waits for the night. */
const LARGE_PAGES = 4000;

/**
 * What autovacuum does on a server, by its rules (“The Autovacuum Daemon” in PostgreSQL's documentation): tables of which a fifth
 * changed or died. And those that have grown by half, since what changed is forgotten when the process is killed. Without
 * it the first day's cases were worked through an index on their calendars: 12 ms for one clock instead of 0.2.
 * @returns what was looked after
 */
export async function lookAfterGrown({ db, log }: Pick<Platform, 'db' | 'log'>): Promise<string[]> {
  // The embedded engine is never idle in PostgreSQL's sense, so it would keep to itself what changed.
  await db.run(sql`select pg_stat_force_next_flush()`);
  const grown = await db.all<{ name: string; pages: number }>(sql`
    select format('%I.%I', n.nspname, t.relname) as name, t.pages from (
      select oid, relname, relnamespace, relpages, 50 + 0.2 * greatest(reltuples, 0) as fifth,
        pg_relation_size(oid) / current_setting('block_size')::int as pages
      from pg_class where relkind = 'r' and relpersistence = 'p') t
    join pg_namespace n on n.oid = t.relnamespace and n.nspname in ('public', 'pgboss')
    join pg_stat_all_tables s on s.relid = t.oid
    where t.pages > t.relpages * 1.5 + 8 or s.n_mod_since_analyze > t.fifth or s.n_dead_tup > t.fifth
    order by t.pages`);
  for (const { name, pages } of grown)
    await db
      .raw(`${pages < LARGE_PAGES ? 'vacuum (analyze)' : 'analyze'} ${name}`)
      .catch((error) => log.warn({ error, name }, 'a grown table could not be looked after'));
  return grown.map(({ name }) => name);
}
