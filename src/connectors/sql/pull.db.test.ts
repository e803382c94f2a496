import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { engine, type FreshDatabase, freshDatabase } from '../../../test/engines.ts';
import { hasMaria, type Maria, startMaria } from '../../../test/mariadb.ts';
import {
  appFor,
  personActor,
  type TestApp,
  type TestPlatform,
  testPlatform,
} from '../../../test/platform.ts';
import { pullWhatIsDue } from '../../collect/pull/pulls.ts';
import { seedMetrics } from '../../measure/measure.ts';
import { sql } from '../../platform/database.ts';

/** The same story against each real server: PostgreSQL where the leg has one, MariaDB where the machine has one. */
interface Other {
  kind: 'postgres' | 'mysql';
  reach(): { host: string; port: number; database: string; user: string };
  password: string;
  run(statement: string): Promise<void>;
  start(): Promise<void>;
  stop(): Promise<void>;
}

let other: FreshDatabase;
let maria: Maria;

const postgres: Other = {
  kind: 'postgres',
  password: 's3same-open',
  reach: () => {
    const url = new URL(other.url);
    return {
      host: url.hostname,
      port: Number(url.port || 5432),
      database: url.pathname.slice(1),
      user: 'onus_reader',
    };
  },
  run: async (statement) => {
    await other.db.raw(statement);
  },
  start: async () => {
    other = await freshDatabase();
    await other.db.raw(`do $$ begin
      if not exists (select 1 from pg_roles where rolname = 'onus_reader') then create role onus_reader login password 's3same-open'; end if;
    end $$`);
    await other.db.raw(
      'create schema shop; grant usage on schema shop to onus_reader; alter default privileges in schema shop grant all on tables to onus_reader',
    );
  },
  stop: async () => {
    await other.db.raw('drop owned by onus_reader');
    await other.close();
  },
};

const mysql: Other = {
  kind: 'mysql',
  password: 's3same-open',
  reach: () => ({ host: '127.0.0.1', port: maria.port, database: 'shop', user: 'onus_reader' }),
  run: async (statement) => maria.run(`use shop; ${statement}`),
  start: async () => {
    maria = await startMaria();
    // It may write, so that what keeps it from writing is ours.
    maria.run(
      `create database shop; create user onus_reader@'127.0.0.1' identified by 's3same-open'; grant all on shop.* to onus_reader@'127.0.0.1'; create user onus_reader@localhost identified by 's3same-open'; grant all on shop.* to onus_reader@localhost`,
    );
  },
  stop: () => maria.stop(),
};

describe.each([postgres, mysql])('pulling from $kind', (server) => {
  const there = server.kind === 'postgres' ? engine === 'postgres' : hasMaria;
  if (!there) {
    const why =
      server.kind === 'postgres' ? 'only in the leg on PostgreSQL' : 'this machine has no mariadb-server';
    test.skip(`not run: ${why}`, () => undefined);
    return;
  }
  let fresh: FreshDatabase;
  let platform: TestPlatform;
  let app: TestApp;
  const steward = personActor('0196b000-0000-7000-8000-000000000001', 'Dana', ['data_steward', 'analyst']);
  const query = 'select a.id, a.mail, a.score, a.said, a.changed_at from shop.answers a';
  const mapping = {
    zone: 'UTC',
    yields: [
      { type: 'identity', key: 'mail', email: 'mail' },
      {
        type: 'response',
        key: 'id',
        metric: '=nps',
        value: 'score',
        comment: 'said',
        who: 'mail',
        at: 'changed_at',
      },
    ],
  };
  const pull = (more: object = {}, settings: object = {}) => ({
    kind: server.kind,
    name: 'Shop',
    source: 'shop',
    password: server.password,
    everyMinutes: 60,
    settings: {
      ...server.reach(),
      query,
      watermark: 'changed_at',
      overlap: 300,
      timeoutSeconds: 30,
      ...settings,
    },
    mapping,
    ...more,
  });
  const call = (method: string, path: string, body?: unknown) =>
    app.call(method, path, { actor: steward, body });
  const look = (settings: object) =>
    call('POST', '/pulls/preview', {
      kind: server.kind,
      password: server.password,
      settings: { ...pull().settings, ...settings },
    });

  async function fetchNow(id: string) {
    const { body } = await call('POST', `/pulls/${id}/runs`);
    await platform.queue.drain();
    const { read, accepted, changed, unchanged, rejected, failure } = (
      await call('GET', `/imports/${body.runId}`)
    ).body;
    return { read, accepted, changed, unchanged, rejected, failure };
  }
  const stored = () =>
    fresh.db.one<{ n: number; sum: number }>(
      sql`select count(*)::int as n, coalesce(sum(value), 0)::int as sum from responses`,
    );

  beforeAll(async () => {
    await server.start();
    fresh = await freshDatabase();
    platform = await testPlatform(fresh.db, {
      config: { dataFolder: mkdtempSync(join(tmpdir(), 'onus-')), secret: undefined },
    });
    app = appFor(platform);
    await fresh.db.run(sql`insert into people (person_id, name, email, colour, made_at)
      values (${steward.personId}::uuid, ${steward.name}, 'dana@x.example', '#555', now())`);
    await fresh.db.tx((tx) => seedMetrics(tx, platform));
    await call('POST', '/sources', { key: 'shop', name: 'Shop' });
    await server.run(
      'create table shop.answers (id int primary key, mail varchar(100), score int, said varchar(500), changed_at timestamp null)',
    );
    const rows = Array.from({ length: 6000 }, (_, i) => {
      const minute = String(Math.floor(i / 60) % 60).padStart(2, '0');
      const hour = String(Math.floor(i / 3600)).padStart(2, '0');
      return `(${i}, 'p${i % 500}@example.org', ${i % 11}, 'Über <b>${i}</b> 😀', '2026-02-01 ${hour}:${minute}:${String(i % 60).padStart(2, '0')}')`;
    });
    await server.run(`insert into shop.answers values ${rows.join(',')}`);
  });
  afterAll(async () => {
    await fresh.close();
    await server.stop();
  });

  let id = '';

  test('is looked at first, and what its rows become is shown', async () => {
    const { status, body } = await look({});
    expect(status, JSON.stringify(body)).toBe(200);
    expect(body).toMatchObject({ format: server.kind, looked: 200 });
    expect(body.columns.map((one: { name: string }) => one.name)).toEqual([
      'id',
      'mail',
      'score',
      'said',
      'changed_at',
    ]);
  });

  test('takes everything in once, then only what is new, and never twice', async () => {
    const made = await call('POST', '/pulls', pull());
    expect(made.status, JSON.stringify(made.body)).toBe(201);
    id = made.body.id;
    expect(JSON.stringify(made.body)).not.toContain(server.password);
    expect(await fetchNow(id)).toEqual({
      read: 6000,
      accepted: 6000,
      changed: 0,
      unchanged: 0,
      rejected: 0,
      failure: null,
    });
    const sum = Array.from({ length: 6000 }, (_, i) => i % 11).reduce((total, one) => total + one, 0);
    expect(await stored()).toEqual({ n: 6000, sum });
    const { comment } = await fresh.db.one<{ comment: string }>(
      sql`select comment from responses order by occurred_at limit 1`,
    );
    expect(comment).toBe('Über <b>0</b> 😀');

    // The last five minutes come again: 300 seconds and the last row itself.
    expect(await fetchNow(id)).toMatchObject({ read: 301, accepted: 0, unchanged: 301 });

    await server.run(
      "insert into shop.answers values (9001, 'new@example.org', 10, null, '2026-02-01 01:39:58'), (9002, null, 3, 'late', '2026-02-02 00:00:00')",
    );
    await server.run("update shop.answers set score = 0, changed_at = '2026-02-02 00:00:00' where id = 5");
    expect(await fetchNow(id)).toMatchObject({ accepted: 3, changed: 1 });
    expect(await stored()).toEqual({ n: 6002, sum: sum + 10 + 3 - 5 });
  });

  test('a row from the future is taken note of, and hides none that follows', async () => {
    await server.run(
      "insert into shop.answers values (9003, 'x@example.org', 9, null, '2037-01-01 00:00:00')",
    );
    expect(await fetchNow(id)).toMatchObject({ rejected: 1 });
    await server.run(
      "insert into shop.answers values (9004, 'x@example.org', 9, null, '2026-02-02 00:01:00')",
    );
    expect(await fetchNow(id)).toMatchObject({ accepted: 1 });
    await server.run('delete from shop.answers where id = 9003');
  });

  test('goes by its rhythm, one run at a time', async () => {
    const runs = async () =>
      (await fresh.db.one<{ n: number }>(sql`select count(*)::int as n from import_runs`)).n;
    const before = await runs();
    await pullWhatIsDue(platform);
    expect(await runs()).toBe(before);
    platform.clock.advance(61 * 60_000);
    await pullWhatIsDue(platform);
    await pullWhatIsDue(platform);
    expect(await runs()).toBe(before + 1);
    expect((await call('POST', `/pulls/${id}/runs`)).body.code).toBe('pull_under_way');
    await platform.queue.drain();
  });

  test.each([
    ['delete from shop.answers', 'query_unsafe'],
    ['select 1; drop table shop.answers', 'query_unsafe'],
    ['select 1) q; drop table shop.answers; select * from (select 1', 'query_unsafe'],
    ['select * from shop.answers for update', 'query_unsafe'],
    ["select 1 /*! ) q into outfile '/tmp/x' -- */", 'query_unsafe'],
    ['select nothing from nowhere', 'query_wrong'],
  ])('refuses %s', async (text, code) => {
    const { body } = await look({ query: text });
    // To PostgreSQL an executable comment is a comment.
    if (text.includes('/*!') && server.kind === 'postgres') expect(body.looked).toBe(1);
    else expect(body.code, JSON.stringify(body)).toBe(code);
  });

  test('cannot write even where the account may', async () => {
    const postgres = server.kind === 'postgres';
    if (postgres) await server.run('create sequence shop.n; grant all on sequence shop.n to onus_reader');
    else
      await server.run(
        '\ndelimiter //\ncreate function w() returns int modifies sql data begin delete from answers; return 1; end//\ndelimiter ;',
      );
    const { body } = await look({ query: postgres ? "select nextval('shop.n')" : 'select shop.w()' });
    expect(body.code, JSON.stringify(body)).toBe('query_writes');
  });

  test('says in words what is wrong, also on the source, and never the password', async () => {
    expect((await look({ port: 1 })).body.code).toBe('connection_refused');
    expect((await look({ host: '169.254.169.254' })).body.code).toBe('address_refused');
    expect(
      (
        await look({
          watermark: null,
          query: server.kind === 'postgres' ? 'select pg_sleep(5)' : 'select sleep(5) from shop.answers',
          timeoutSeconds: 1,
        })
      ).body.code,
    ).toBe('query_timeout');
    const wrong = await call('POST', '/pulls/preview', {
      kind: server.kind,
      password: 'wr0ng-secret',
      // The leg's PostgreSQL trusts everybody it knows.
      settings: { ...pull().settings, ...(server.kind === 'postgres' ? { user: 'nobody_here' } : {}) },
    });
    expect(wrong.body.code).toBe('access_denied');
    expect(JSON.stringify(wrong.body)).not.toContain('wr0ng-secret');

    await call('PUT', `/pulls/${id}`, pull({ password: undefined }, { watermark: 'nowhere' }));
    expect((await fetchNow(id)).failure).toContain('no column “nowhere”');
    expect((await call('GET', '/sources/shop')).body.lastError).toContain('no column “nowhere”');
  });

  test('keeps the password sealed, and does not send it to another server', async () => {
    const { secret } = await fresh.db.one<{ secret: string }>(
      sql`select secret from pulls where pull_id = ${id}::uuid`,
    );
    expect(secret).toMatch(/^v1\./);
    const entries = await fresh.db.all(sql`select detail from audit_entries where verb like 'pull.%'`);
    expect(JSON.stringify(entries)).not.toContain(server.password);
    expect(readFileSync(join(platform.config.dataFolder, 'secret.key'), 'utf8').length).toBeGreaterThan(40);
    const moved = await call('PUT', `/pulls/${id}`, pull({ password: undefined }, { host: 'evil.example' }));
    expect(moved.body.code).toBe('password_again');
  });

  test('needs the row’s own id, and rights', async () => {
    const [person, response] = mapping.yields;
    const { key: _key, ...without } = response as Record<string, unknown>;
    const keyless = await call('POST', '/pulls', pull({ mapping: { yields: [person, without] } }));
    expect(keyless.body.code).toBe('key_missing');
    const member = personActor('0196b000-0000-7000-8000-000000000002', 'Mo', ['member']);
    expect((await app.call('POST', '/pulls', { actor: member, body: pull() })).status).toBe(403);
    expect((await call('DELETE', `/pulls/${id}`)).status).toBe(204);
    expect((await call('GET', '/pulls')).body.items).toEqual([]);
  });
});
