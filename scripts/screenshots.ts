// The pictures of the README, and one of every page for whoever reviews a change:
// `node_modules/.bin/node scripts/screenshots.ts` starts a small example company and photographs it,
// wide and narrow, light and dark, into out/screenshots, and six of them, seen by those they are for, into docs/images.
// With --readme only the six; ONUS_BASE_URL photographs an example company that runs already.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Looks, newPerson, openBrowser } from '../test/browser.ts';
import { pages, people, signInAs, visit } from '../test/e2e/tour.ts';
import { startOnus } from '../test/running.ts';

const root = join(import.meta.dirname, '..');
const out = join(root, 'out', 'screenshots');
const images = join(root, 'docs', 'images');
const readme: { name: string; who: RegExp; file?: string }[] = [
  { name: 'home', who: people.head },
  { name: 'inbox', who: people.agent },
  { name: 'journey', who: people.lead },
  { name: 'ownership', who: people.lead },
  { name: 'greyAreas', who: people.lead, file: 'grey-areas' },
  { name: 'seams', who: people.lead },
];
mkdirSync(out, { recursive: true });
mkdirSync(images, { recursive: true });

const url = process.env.ONUS_BASE_URL;
const scale = process.env.ONUS_DEMO_SCALE ?? '0.05';
const onus = url ? undefined : await startOnus('demo', { env: { ONUS_DEMO_SCALE: scale } });
const at = url ?? (onus?.url as string);
const browser = await openBrowser();

async function photograph(who: RegExp, names: string[], looks: Looks, fileOf: (name: string) => string) {
  const person = await newPerson(browser, looks);
  const page = await person.newPage();
  await signInAs(page, at, who);
  for (const name of names) {
    await visit(page, at, pages[name] as string);
    const path = fileOf(name);
    await page.screenshot({ path });
    console.log(path);
  }
  await person.close();
}

try {
  for (const { name, who, file } of readme) {
    await photograph(who, [name], { width: 1440, height: 1000 }, () => join(images, `${file ?? name}.png`));
  }
  for (const dark of process.argv.includes('--readme') ? [] : [false, true]) {
    for (const width of [1440, 360]) {
      const looks = { width, height: width > 1000 ? 900 : 740, dark };
      const fileOf = (name: string) => join(out, `${name}-${width}-${dark ? 'dark' : 'light'}.png`);
      await photograph(people.lead, Object.keys(pages), looks, fileOf);
    }
  }
} finally {
  await browser.close();
  await onus?.stop();
}
