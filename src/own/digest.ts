import type { Block } from '../platform/letter.ts';
import type { Platform } from '../platform/platform.ts';
import { dayOf } from './day.ts';
import { leadsInOffice, noteFaults } from './digest.sql.ts';
import { findings } from './findings.ts';
import { writeTo } from './letters.ts';
import type { Finding } from './lint.ts';
import { button } from './mandateLetters.ts';

/** A digest names this many; the rest stand on the page. */
const named = 25;

/** Whoever a new fault concerns, and those who lead the programme, hear of it once; one mail a day at most. */
export async function tellNewFaults(platform: Platform): Promise<{ fresh: number }> {
  const at = platform.clock.now();
  return platform.db.tx(async (tx) => {
    const day = await dayOf(tx, at);
    const all = await findings(tx, day);
    const unseen = await noteFaults(
      tx,
      all.map((one) => one.id),
      at,
    );
    const fresh = all.filter((one) => unseen.has(one.id));
    if (fresh.length === 0) return { fresh: 0 };
    const leads = await leadsInOffice(tx, day);
    const readers = new Map<string, Finding[]>(leads.map((id) => [id, fresh]));
    for (const one of fresh) {
      for (const { id } of one.people) {
        if (!leads.includes(id)) readers.set(id, [...(readers.get(id) ?? []), one]);
      }
    }
    await writeTo(tx, platform, [...readers.keys()], (frame) => {
      const mine = readers.get(frame.to.id) ?? [];
      const blocks: Block[] = [
        { kind: 'text', text: frame.words.hello(frame.to.name) },
        { kind: 'text', text: frame.words.faultsLead },
        {
          kind: 'list',
          items: mine.slice(0, named).map((one) => ({
            title: one.object.name,
            text: frame.words.said(one),
            tag: frame.words.severity[one.severity],
            bad: one.severity === 'high',
          })),
        },
      ];
      if (mine.length > named) blocks.push({ kind: 'text', text: frame.words.more(mine.length - named) });
      blocks.push(button(frame, '/ownership/faults'));
      return { title: frame.words.faults(mine.length), blocks };
    });
    return { fresh: fresh.length };
  });
}
