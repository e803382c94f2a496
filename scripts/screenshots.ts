// The pictures of the README, and one of every page for whoever reviews a change:
// `node_modules/.bin/node scripts/screenshots.ts` starts a small example company and photographs it,
// wide and narrow, light and dark. Three small ones go to docs/images, all of them to out/screenshots.
import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { newPerson, openBrowser } from '../test/browser.ts';
import { pages, people, signInAs, visit } from '../test/e2e/tour.ts';
import { startOnus } from '../test/running.ts';

const root = join(import.meta.dirname, '..');
const out = join(root, 'out', 'screenshots');
const images = join(root, 'docs', 'images');
const kept = ['home', 'journey', 'ownership'];
mkdirSync(out, { recursive: true });
mkdirSync(images, { recursive: true });

const url = process.env.ONUS_BASE_URL;
const scale = process.env.ONUS_DEMO_SCALE ?? '0.05';
const onus = url ? undefined : await startOnus('demo', { env: { ONUS_DEMO_SCALE: scale } });
const at = url ?? (onus?.url as string);
const browser = await openBrowser();
try {
  for (const dark of [false, true]) {
    for (const width of [1440, 360]) {
      const person = await newPerson(browser, { width, height: width > 1000 ? 900 : 740, dark });
      const page = await person.newPage();
      await signInAs(page, at, people.lead);
      for (const [name, path] of Object.entries(pages)) {
        await visit(page, at, path);
        const file = join(out, `${name}-${width}-${dark ? 'dark' : 'light'}.png`);
        await page.screenshot({ path: file });
        if (width === 1440 && !dark && kept.includes(name)) copyFileSync(file, join(images, `${name}.png`));
        console.log(file);
      }
      await person.close();
    }
  }
} finally {
  await browser.close();
  await onus?.stop();
}
