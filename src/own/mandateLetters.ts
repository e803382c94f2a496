import type { Tx } from '../platform/database.ts';
import type { Block } from '../platform/letter.ts';
import type { Platform } from '../platform/platform.ts';
import { type Frame, writeTo } from './letters.ts';
import type { StoredAnswer, StoredNeed } from './mandate.ts';
import { personCards } from './person.sql.ts';

/** To whoever is asked: what is missing, whose it is, by when. */
export async function tellAsked(
  tx: Tx,
  platform: Platform,
  {
    need,
    personId,
    dueAt,
    escalated,
    again = false,
  }: { need: StoredNeed; personId: string; dueAt: Date; escalated: boolean; again?: boolean },
): Promise<void> {
  const who = (await personCards(tx, [need.personId])).get(need.personId)?.name ?? '';
  await writeTo(tx, platform, [personId], (frame) => {
    const { words } = frame;
    const lead = escalated ? words.escalatedLead : words.askedLead;
    return {
      title: again ? words.again(who) : words.asked(who),
      blocks: [
        { kind: 'text', text: words.hello(frame.to.name) },
        { kind: 'text', text: lead(who, words.piece[need.piece], frame.day(dueAt)) },
        { kind: 'quote', text: whatOf(need, frame) },
        button(frame, '/ownership/mandates'),
      ],
    };
  });
}

/** To the one who asked: what became of it. */
export async function tellAnswered(
  tx: Tx,
  platform: Platform,
  given: { need: StoredNeed; answer: StoredAnswer['answer']; words: string | null; by: string },
): Promise<void> {
  const who = (await personCards(tx, [given.by])).get(given.by)?.name ?? '';
  await writeTo(tx, platform, [given.need.personId], (frame) => ({
    title: frame.words.answered[given.answer](who),
    blocks: [
      { kind: 'text', text: whatOf(given.need, frame) },
      ...(given.words ? [{ kind: 'quote' as const, text: given.words }] : []),
      button(frame, '/ownership/mandates'),
    ],
  }));
}

export function button(frame: Frame, path: string): Block {
  return { kind: 'buttons', buttons: [{ label: frame.words.open, href: frame.href(path), main: true }] };
}

function whatOf(need: StoredNeed, frame: Frame): string {
  const sum = need.amount && need.currency ? ` (${frame.money(need.amount, need.currency)})` : '';
  return need.words + sum;
}
