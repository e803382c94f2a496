import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';

const folder = join(import.meta.dirname, '..', '..', 'out', 'recordings');

export interface Recording {
  /** A picture of the page as it is now. */
  picture(page: Page, name: string): Promise<void>;
  /** Writes `out/recordings/<name>.zip`; `playwright show-trace` plays it. */
  end(): Promise<void>;
}

/** Keeps every step of what a person does: DOM, network and pictures, so that a run can be watched afterwards. */
export async function record(person: BrowserContext, name: string): Promise<Recording> {
  const pictures = join(folder, name);
  mkdirSync(pictures, { recursive: true });
  await person.tracing.start({ title: name, screenshots: true, snapshots: true });
  let taken = 0;
  return {
    picture: async (page, what) => {
      taken++;
      await page.screenshot({ path: join(pictures, `${String(taken).padStart(2, '0')}-${what}.png`) });
    },
    end: () => person.tracing.stop({ path: join(folder, `${name}.zip`) }),
  };
}
