// What somebody on a phone waits for until a survey stands there: first and largest paint, shifts and blocking, under the
// conditions mobile audits are made with (Lighthouse: slow 4G of 150 ms and 1.6 Mbit/s, a processor four times slower).
import { newPerson, openBrowser } from '../test/browser.ts';
import { startOnus } from '../test/running.ts';
import { figure } from './figure.ts';
import { median } from './median.ts';

const ROUNDS = 5;
const network = {
  offline: false,
  latency: 150,
  downloadThroughput: 1_638_400 / 8,
  uploadThroughput: 750_000 / 8,
};

/** Collected in the page from the moment it begins. */
const watch = `
  window.seen = { lcp: 0, cls: 0, blocked: 0 };
  new PerformanceObserver((list) => { for (const e of list.getEntries()) seen.lcp = e.startTime; })
    .observe({ type: 'largest-contentful-paint', buffered: true });
  new PerformanceObserver((list) => { for (const e of list.getEntries()) if (!e.hadRecentInput) seen.cls += e.value; })
    .observe({ type: 'layout-shift', buffered: true });
  new PerformanceObserver((list) => { for (const e of list.getEntries()) seen.blocked += Math.max(0, e.duration - 50); })
    .observe({ type: 'longtask', buffered: true });`;

interface Seen {
  fcp: number;
  lcp: number;
  cls: number;
  blocked: number;
  requests: number;
  kb: number;
}

const onus = await startOnus('demo', { env: { ONUS_DEMO_SCALE: '0.05' } });
const browser = await openBrowser();
try {
  const seen: Seen[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    // Each a new person: nothing is kept from the last.
    const person = await newPerson(browser, { width: 360, height: 740, language: 'en' });
    const page = await person.newPage();
    const session = await person.newCDPSession(page);
    await session.send('Network.enable');
    await session.send('Network.emulateNetworkConditions', network);
    await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
    await page.addInitScript(watch);
    const sizes: Promise<number>[] = [];
    page.on('requestfinished', (request) => {
      sizes.push(request.sizes().then((one) => one.responseBodySize + one.responseHeadersSize));
    });
    await page.goto(`${onus.url}/s/setting-up`, { waitUntil: 'networkidle' });
    const found = (await page.evaluate(
      "({ ...seen, fcp: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0 })",
    )) as Omit<Seen, 'requests' | 'kb'>;
    const bytes = (await Promise.all(sizes)).reduce((sum, one) => sum + one, 0);
    seen.push({ ...found, requests: sizes.length, kb: bytes / 1024 });
    await person.close();
  }
  const limits: [keyof Seen, string, number, string][] = [
    ['fcp', 'fcp_ms', 1800, '1.8 s, good by Lighthouse'],
    ['lcp', 'lcp_ms', 2500, '2.5 s, good by Core Web Vitals'],
    ['cls', 'cls', 0.1, '0.1, good by Core Web Vitals'],
    ['blocked', 'total_blocking_ms', 200, '200 ms, good by Lighthouse'],
    ['requests', 'requests', 2, '2 requests'],
    ['kb', 'transferred_kb', 20, '20 KB'],
  ];
  for (const [of, name, limit, against] of limits) {
    figure({
      bench: 'surveyPage',
      engine: 'pglite',
      figure: name,
      value: median(seen.map((one) => one[of])),
      against,
      limit,
      must: { atMost: 1 },
    });
  }
} finally {
  await browser.close();
  await onus.stop();
}
