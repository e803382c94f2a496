import { lateToTell, noteTold } from '../collect/collect.ts';
import { writeTo } from '../own/own.ts';
import type { Platform } from '../platform/platform.ts';
import { governWords } from './govern.words.ts';

/** Writes once for each silence to the source's owner, or to the head of its department where nobody owns it. */
export async function tellLate(platform: Platform, key: string): Promise<void> {
  await platform.db.tx(async (tx) => {
    const late = await lateToTell(tx, key);
    if (!late) return;
    await writeTo(
      tx,
      platform,
      [late.personId],
      ({ language, to, moment, href }) => {
        const words = governWords[language];
        return {
          title: words.late(late.name),
          blocks: [
            { kind: 'text', text: words.hello(to.name) },
            {
              kind: 'text',
              text: words.lateLead(late.name, words.every(late.everyHours), moment(late.since)),
            },
            { kind: 'text', text: words.lateNext },
            {
              kind: 'buttons',
              buttons: [{ label: words.open, href: href(`/sources/${late.key}`), main: true }],
            },
          ],
          footer: words.footer,
        };
      },
      'source',
    );
    await noteTold(tx, late.lateId, [late.personId]);
  });
}
