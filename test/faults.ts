import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { SMTPServer } from 'smtp-server';
import { verifyCells } from '../src/measure/verify.ts';
import { verifyAudit } from '../src/platform/audit.ts';
import { type Database, sql } from '../src/platform/database.ts';
import { openDatabase } from '../src/platform/open.ts';
import { freePort } from './port.ts';
import { type Running, startOnus } from './running.ts';

export interface Given {
  /** Unhappy customers, each with one answer. */
  cases: number;
  /** How often server and worker are killed before everything is done. */
  kills: number;
  /** `DATABASE_URL` of an empty database; absent: the embedded engine, where server and worker are one process. */
  url?: string | undefined;
  seed: number;
  say?: (words: string) => void;
}

/** What stands in the database and at the other side once all is quiet. */
export interface Survived {
  cases: number;
  responses: number;
  /** Facts that belong to two cases, or to none. */
  astray: number;
  /** Open cases whose owner is not exactly one person; closed ones neither told nor waived. */
  ownerless: number;
  untold: number;
  stillOpen: number;
  /** Follow-ups as the database has them, and how each ended. */
  mails: number;
  sent: number;
  uncertain: number;
  waiting: number;
  /** Mails the customer’s server took, and of those how many it took twice. */
  taken: number;
  doubled: number;
  /** Said to be sent, and never taken. */
  lost: number;
  /** Answers of customers that were acknowledged, and that stand. */
  answered: number;
  answersKept: number;
  cells: boolean;
  audit: boolean;
  kills: number;
}

const onus = join(import.meta.dirname, '..', 'onus');
const setup = {
  organisation: 'Harbour Bakery',
  language: 'en',
  timezone: 'Europe/Berlin',
  currency: 'EUR',
  name: 'Ada Quist',
  email: 'ada@bakery.example',
  password: 'a long enough sentence',
};

/** A repeatable number between 0 and 1 (mulberry32). */
function chances(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The mail server of all customers. A mail counts as taken when it said so, heard or not. */
function customersServer() {
  const taken = new Map<string, number>();
  const letters: string[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    logger: false,
    onData(stream, _session, done) {
      let text = '';
      stream.on('data', (part) => {
        text += part;
      });
      stream.on('end', () => {
        const id = /^Message-ID: *(\S+)/im.exec(text)?.[1] ?? '';
        taken.set(id, (taken.get(id) ?? 0) + 1);
        letters.push(text);
        done();
      });
    },
  });
  // A killed process leaves its line open-ended.
  server.on('error', () => undefined);
  return { server, taken, letters };
}

/** The company at work while somebody pulls the plug at random: answers come in, cases are worked, customers answer. */
export async function surviveKills({
  cases,
  kills,
  url,
  seed,
  say = () => undefined,
}: Given): Promise<Survived> {
  const chance = chances(seed);
  const folder = mkdtempSync(join(tmpdir(), 'onus-faults-'));
  const customers = customersServer();
  await new Promise<void>((resolve) => customers.server.listen(0, '127.0.0.1', resolve));
  const smtp = `smtp://127.0.0.1:${(customers.server.server.address() as AddressInfo).port}`;
  const port = await freePort();
  const base = `http://127.0.0.1:${port}`;
  const env = {
    SMTP_URL: smtp,
    ONUS_MAIL_FROM: 'care@bakery.example',
    ...(url ? { DATABASE_URL: url } : {}),
  };
  const serve = () => startOnus('serve', { env, dataFolder: folder, port });
  let server: Running = await serve();
  let worker = url ? work(env, folder, base) : undefined;
  let down = false;

  /** Asks until somebody answers: what was under way when the plug was pulled is asked again, or looked at first. */
  async function ask(method: string, path: string, body?: object, cookie?: string): Promise<Response> {
    for (;;) {
      try {
        const answer = await fetch(`${base}${path}`, {
          method,
          redirect: 'manual',
          headers: { 'content-type': 'application/json', ...(cookie ? { cookie } : {}) },
          ...(body ? { body: JSON.stringify(body) } : {}),
          signal: AbortSignal.timeout(60_000),
        });
        // Read whole: a line can break within the answer.
        return new Response(await answer.arrayBuffer().then((all) => (all.byteLength > 0 ? all : null)), {
          status: answer.status,
          headers: answer.headers,
        });
      } catch {
        if (method !== 'GET' && path.startsWith('/api/v1/cases')) throw new Broken();
        await sleep(50);
      }
    }
  }
  const must = async (method: string, path: string, body: object, cookie?: string) => {
    const answer = await ask(method, path, body, cookie);
    if (answer.status >= 300)
      throw new Error(`${method} ${path}: ${answer.status} ${(await answer.text()).slice(0, 300)}`);
    return answer;
  };

  await must('POST', '/api/v1/setup', setup);
  const signedIn = await must('POST', '/api/v1/session', { email: setup.email, password: setup.password });
  const cookie = (signedIn.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  const me = (path: string, body: object) => must('POST', `/api/v1${path}`, body, cookie);
  await me('/metrics', { key: 'visit', name: 'Your visit', kind: 'csat' });
  await me('/sources', { key: 'till', name: 'Till' });
  await me('/case-rules', {
    key: 'bad-visit',
    name: 'Bad visit',
    appliesTo: 'response',
    metricKey: 'visit',
    atMost: 2,
  });

  let delivered = 0;
  const answered = new Set<string>();
  let finished = false;
  const now = Date.now();

  /** The till: two facts a customer, each delivery repeated until it is acknowledged, some of them once more. */
  async function deliver(): Promise<void> {
    const size = 25;
    for (let from = 0; from < cases; from += size) {
      const items = Array.from({ length: Math.min(size, cases - from) }, (_, i) => from + i).flatMap((n) => [
        {
          type: 'identity',
          key: `c${n}`,
          name: `Kim ${n}`,
          email: `kim${n}@example.org`,
        },
        {
          type: 'response',
          key: `a${n}`,
          who: `c${n}`,
          metric: 'visit',
          value: 1,
          comment: `Cold bread, number ${n}.`,
          at: new Date(now - 3_600_000 - n).toISOString(),
        },
      ]);
      const delivery = { source: 'till', deliveryKey: `d${from}`, items };
      const times = chance() < 0.2 ? 2 : 1;
      for (let time = 0; time < times; ) {
        const answer = await ask('POST', '/api/v1/intake', delivery, cookie);
        if (answer.status === 429) await sleep(200);
        else if (answer.status >= 300) throw new Error(`intake: ${answer.status} ${await answer.text()}`);
        else time++;
      }
      delivered += items.length / 2;
    }
  }

  interface Row {
    id: string;
    told: boolean;
    number: number;
  }

  /** A clerk takes every `of`-th case; after a break she looks at the case before she goes on, as a person would. */
  async function clerk(which: number, of: number): Promise<void> {
    while (!finished) {
      const answer = await ask('GET', '/api/v1/cases?open=true&limit=200', undefined, cookie);
      const { items } = (await answer.json()) as { items: Row[] };
      const mine = items.filter(({ number }) => number % of === which);
      if (mine.length === 0) await sleep(100);
      for (const row of mine) {
        if (finished) return;
        await close(row).catch((error) => {
          if (!(error instanceof Broken)) throw error;
        });
      }
    }
  }

  async function close(row: Row): Promise<void> {
    const verb = async (path: string, body: object) => {
      const answer = await ask('POST', `/api/v1/cases/${row.id}/${path}`, body, cookie);
      // 409: done already, by the request whose answer was never heard.
      if (answer.status >= 300 && answer.status !== 409)
        throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
      return (answer.status < 300 ? await answer.json() : undefined) as Row | undefined;
    };
    const found = await ask('GET', `/api/v1/cases/${row.id}`, undefined, cookie);
    const seen = (await found.json()) as Row & { state: string };
    if (seen.state !== 'open') return;
    if (seen.told) {
      await verb('closure', {});
      return;
    }
    const style = seen.number % 3;
    const body = `We baked again, number ${seen.number}.`;
    const message = { channel: 'email', subject: 'Your bread', body, language: 'en' };
    if (style === 0) await verb('acknowledgement', {});
    if (style <= 1) await verb('actions', { text: 'Baked again.' });
    if (style === 1) {
      await verb('messages', message);
      await verb('closure', {});
    } else await verb('messages', { ...message, close: true });
  }

  /** Every third customer who was written to says whether it helped; a no opens the case again. */
  async function customersAnswer(): Promise<void> {
    let read = 0;
    while (!finished) {
      for (; read < customers.letters.length; read++) {
        const letter = (customers.letters[read] ?? '').replace(/=\r?\n/g, '').replaceAll('=3D', '=');
        const token = /\/p\/follow-up\/([\w-]{20,})/.exec(letter)?.[1];
        if (!token || read % 3 !== 0 || answered.has(token)) continue;
        const form = new URLSearchParams({ helped: read % 12 === 0 ? 'no' : 'yes' });
        for (;;) {
          const done = await fetch(`${base}/p/follow-up/${token}`, {
            method: 'POST',
            redirect: 'manual',
            body: form,
          }).catch(() => undefined);
          if (done && done.status < 400) {
            answered.add(token);
            break;
          }
          if (done && done.status !== 429)
            throw new Error(`the customer’s answer: ${done.status} ${(await done.text()).slice(0, 300)}`);
          await sleep(100);
        }
      }
      await sleep(50);
    }
  }

  async function pullThePlug(): Promise<number> {
    let pulled = 0;
    while (pulled < kills && !finished) {
      // Spread over the whole of the work, whatever the machine's speed: by what has been delivered and taken.
      const at = ((pulled + chance()) / kills) * 2 * cases;
      while (!finished && delivered + customers.taken.size < at) await sleep(5);
      if (finished) break;
      await sleep(chance() * 40);
      const which = url ? Math.floor(chance() * 3) : 0;
      say(
        `kill ${pulled + 1}: ${['the server', 'the worker', 'both'][which]}, ${customers.taken.size} mails taken`,
      );
      down = true;
      if (which !== 1) await server.kill();
      if (which !== 0 && worker) await kill(worker);
      if (which !== 1) server = await serve();
      if (which !== 0) worker = work(env, folder, base);
      down = false;
      pulled++;
    }
    return pulled;
  }

  const state = async () => {
    const answer = await ask('GET', '/api/v1/cases?open=true&limit=1', undefined, cookie);
    return ((await answer.json()) as { items: unknown[] }).items.length;
  };

  let pulled = 0;
  try {
    const clerks = Array.from({ length: 6 }, (_, i) => clerk(i, 6));
    const voices = customersAnswer();
    const plug = pullThePlug().then((n) => {
      pulled = n;
    });
    const all = Promise.all([...clerks, voices]);
    await Promise.race([deliver(), all]);
    // Quiet: nothing is open, nothing waits to be sent, and it stays so.
    for (let quiet = 0; quiet < 3; ) {
      await Promise.race([sleep(700), all]);
      const waits = await ask('GET', '/api/v1/mails?state=waiting&limit=1', undefined, cookie);
      const waiting = waits.ok ? ((await waits.json()) as { items: unknown[] }).items.length : 1;
      quiet = !down && delivered === cases && (await state()) === 0 && waiting === 0 ? quiet + 1 : 0;
    }
    finished = true;
    await Promise.all([all, plug]);
  } finally {
    finished = true;
    if (worker) await kill(worker);
    await server.kill();
    await new Promise<void>((resolve) => customers.server.close(() => resolve()));
  }
  const db = await openDatabase({ url, folder });
  try {
    return await lookBack(db, customers.taken, { answered: answered.size, kills: pulled });
  } finally {
    await db.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The line broke while a case was worked: nobody knows whether it was done. */
class Broken extends Error {}

function work(env: Record<string, string>, folder: string, base: string): ChildProcess {
  return spawn(onus, ['work'], {
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ONUS_DATA: folder, ONUS_BASE_URL: base, ...env },
    stdio: 'ignore',
  });
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await gone;
}

async function lookBack(
  db: Database,
  taken: Map<string, number>,
  seen: { answered: number; kills: number },
): Promise<Survived> {
  const figures = await db.one<
    Omit<Survived, 'taken' | 'doubled' | 'lost' | 'cells' | 'audit' | 'answered' | 'kills'>
  >(sql`
    select (select count(*)::int from cases) as cases,
      (select count(*)::int from responses) as responses,
      (select count(*)::int from responses r
        where (select count(*) from case_facts f where f.fact_id = r.response_id) <> 1) as astray,
      (select count(*)::int from cases c where
        (select count(*) from case_holders h where h.case_id = c.case_id and h.until_at is null) <> 1) as ownerless,
      (select count(*)::int from case_closures where message_id is null and waiver is null) as untold,
      (select count(*)::int from cases where closure_id is null) as "stillOpen",
      (select count(*)::int from mails where purpose = 'follow_up') as mails,
      (select count(*)::int from mails where purpose = 'follow_up' and sent_at is not null) as sent,
      (select count(*)::int from mails where purpose = 'follow_up' and sent_at is null and failed_at is null
        and tried_at is not null) as uncertain,
      (select count(*)::int from mails where purpose = 'follow_up' and tried_at is null and failed_at is null) as waiting,
      (select count(*)::int from case_confirmations) as "answersKept"`);
  const sent = await db.all<{ id: string }>(
    sql`select message_id as id from mails where sent_at is not null`,
  );
  return {
    ...figures,
    ...seen,
    taken: taken.size,
    doubled: [...taken.values()].filter((times) => times > 1).length,
    lost: sent.filter(({ id }) => !taken.has(id)).length,
    cells: (await verifyCells(db)).ok,
    audit: (await verifyAudit(db)).intact,
  };
}
