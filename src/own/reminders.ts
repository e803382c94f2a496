import type { Actor } from '../platform/access.ts';
import type { Tx } from '../platform/database.ts';
import type { Platform } from '../platform/platform.ts';
import { writeTo } from './letters.ts';
import type { Finding } from './lint.ts';
import { readNeeds } from './mandate.sql.ts';
import { lastAsk } from './mandate.ts';
import { button, tellAsked } from './mandateLetters.ts';

/** Asks the holder of a role for a yes. */
export async function askForYes(tx: Tx, platform: Platform, actor: Actor, found: Finding): Promise<void> {
  const to = found.people.map((person) => person.id);
  const role = found.facts.role as 'A' | 'R';
  await writeTo(tx, platform, to, (frame) => ({
    title: frame.words.remind(found.object.name),
    blocks: [
      { kind: 'text', text: frame.words.hello(frame.to.name) },
      {
        kind: 'text',
        text: frame.words.remindLead(actor.name, role, found.object.name, frame.day(found.since ?? '')),
      },
      button(frame, '/ownership'),
    ],
  }));
}

/** Asks somebody accountable to write down what that takes. */
export async function askForNeeds(tx: Tx, platform: Platform, actor: Actor, to: string): Promise<void> {
  await writeTo(tx, platform, [to], (frame) => ({
    title: frame.words.state,
    blocks: [
      { kind: 'text', text: frame.words.hello(frame.to.name) },
      { kind: 'text', text: frame.words.stateLead(actor.name) },
      button(frame, '/ownership/mandates'),
    ],
  }));
}

/** Reminds whoever was asked last and has not answered. */
export async function remindOfNeed(tx: Tx, platform: Platform, needId: string): Promise<void> {
  const [need] = await readNeeds(tx, { id: needId });
  const ask = need && lastAsk(need);
  if (!need || !ask) return;
  const { personId, dueAt, rung } = ask;
  await tellAsked(tx, platform, { need, personId, dueAt, escalated: rung === 'sponsor', again: true });
}
