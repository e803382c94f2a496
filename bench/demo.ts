// The example company: from `demo` in an empty folder to its first answer, seeded; and what its pages weigh.
import { newPerson, openBrowser } from '../test/browser.ts';
import { people, signInAs } from '../test/e2e/tour.ts';
import { type Running, startOnus } from '../test/running.ts';
import { weighing } from '../test/weighing.ts';
import { figure, say } from './figure.ts';
import { given } from './given.ts';
import { timed } from './median.ts';
import { weigh } from './weight.ts';

/** `--size`: the company's size in percent of the whole. */
const { size: percent } = given(100);
const LIMIT = 90;

/** The link of a follow-up mail in the outbox, which the demo shows to everybody. */
async function followUp({ url }: Running): Promise<string> {
  const ask = async (path: string) => {
    const answer = await fetch(`${url}/api/v1${path}`, { headers: { cookie } });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return answer.json() as Promise<Record<string, unknown>>;
  };
  const cookie = await signedIn(url);
  const { items } = (await ask('/mails?limit=100&purpose=follow_up')) as { items: { id: string }[] };
  for (const { id } of items) {
    const mail = JSON.stringify(await ask(`/mails/${id}`));
    const link = /\/p\/follow-up\/[\w-]+/.exec(mail)?.[0];
    if (link) return `${url}${link}`;
  }
  throw new Error('the outbox holds no follow-up');
}

async function signedIn(url: string): Promise<string> {
  const { demoPeople } = (await (await fetch(`${url}/api/v1/setup`)).json()) as {
    demoPeople: { email: string }[];
  };
  const answer = await fetch(`${url}/api/v1/session/demo`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify({ email: demoPeople[0]?.email }),
  });
  return (answer.headers.get('set-cookie') ?? '').split(';')[0] as string;
}

/** Everything a browser that was never here gets from the sign-in page until Home stands. */
async function firstLoad({ url }: Running): Promise<{ bytes: number; requests: number }> {
  const browser = await openBrowser();
  try {
    const page = await (await newPerson(browser)).newPage();
    return await weighing(page, () => signInAs(page, url, people.lead));
  } finally {
    await browser.close();
  }
}

const env = { ONUS_DEMO_SCALE: String(percent / 100), ONUS_LOG: 'warn' };
const { ms, result: server } = await timed(() => startOnus('demo', { env, seconds: 600 }));
try {
  const common = { bench: 'demo', engine: 'pglite' as const };
  figure({
    ...common,
    figure: 'first_answer_s',
    value: ms / 1000,
    against: `${LIMIT} s`,
    limit: LIMIT,
    must: { atMost: 1 },
    with: { scale: percent / 100 },
  });
  const weights = [
    ['application_kb', await weigh(`${server.url}/`), 350],
    ['first_load_kb', await firstLoad(server), 350],
    ['follow_up_page_kb', await weigh(await followUp(server)), 20],
  ] as const;
  for (const [name, { bytes, requests }, limit] of weights) {
    const facts = { requests };
    const kb = bytes / 1000;
    figure({
      ...common,
      figure: name,
      value: kb,
      against: `${limit} KB`,
      limit,
      must: { atMost: 1 },
      with: facts,
    });
  }
} finally {
  say(`stopping with code ${await server.stop()}`);
}
