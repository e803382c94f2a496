import { type Actor, require } from '../../platform/access.ts';
import { audit } from '../../platform/audit.ts';
import type { Tx } from '../../platform/database.ts';
import { notFound, Refusal } from '../../platform/errors.ts';
import { type EventJob, recordEvent } from '../../platform/events.ts';
import { newId } from '../../platform/ids.ts';
import type { Platform } from '../../platform/platform.ts';
import { isHere } from '../handover.sql.ts';
import { readCase } from '../life.sql.ts';
import { personOf } from '../life.ts';
import { tell } from '../notice.ts';
import { languageOf } from '../notice.words.ts';
import {
  hide,
  insertRecognition,
  insertThanks,
  readRecognition,
  recognitionAbout,
  suggestFor,
  yesOf,
} from './recognition.sql.ts';
import { ThanksInput } from './recognition.ts';
import { thanksWords } from './thanks.words.ts';

/** A customer said yes, and somebody had stepped in for them: colleagues are offered to say thanks, and they are told. */
export async function suggestThanks(platform: Platform, event: EventJob): Promise<void> {
  const messageId = event.data.messageId;
  if (typeof messageId !== 'string') return;
  await platform.db.tx(async (tx) => {
    const yes = await yesOf(tx, messageId);
    if (!yes) return;
    const found = await readCase(tx, yes.caseId);
    if (!found) return;
    const at = platform.clock.now();
    const people = await suggestFor(tx, { confirmationId: yes.id, caseId: yes.caseId, at });
    await tell(tx, platform, people, {
      kind: 'recognition',
      customerIds: [found.customerId],
      write: ({ to, words, customer, href }) => {
        const say = thanksWords[languageOf(to.locale)];
        return {
          title: say.helped(customer(found.customerId)),
          caseId: found.caseId,
          blocks: [
            { kind: 'text', text: say.helpedLead },
            { kind: 'buttons', buttons: [{ label: words.open, href: href(found.caseId), main: true }] },
          ],
        };
      },
    });
  });
}

/** Thanks to a colleague, about a case or not. Gives back what it stands under. */
export async function sayThanks(platform: Platform, actor: Actor, given: ThanksInput): Promise<string> {
  require(actor, 'case:read');
  const by = personOf(actor);
  const input = ThanksInput.parse(given);
  return platform.db.tx(async (tx) => {
    const now = platform.clock.now();
    mustNotBeSelf(by, input.to);
    if (!(await isHere(tx, input.to, now))) throw notFound('colleague', input.to);
    if (input.caseId && !(await readCase(tx, input.caseId))) throw notFound('case', input.caseId);
    const caseId = input.caseId ?? null;
    const known = caseId ? await recognitionAbout(tx, { personId: input.to, caseId }) : undefined;
    const id = known ?? newId();
    if (!known) await insertRecognition(tx, { id, personId: input.to, caseId, at: now });
    await thank(tx, platform, actor, { id, by, to: input.to, words: input.words });
    return id;
  });
}

/** Joins in, with words or without. */
export async function addThanks(
  platform: Platform,
  actor: Actor,
  id: string,
  input: { words?: string | undefined },
): Promise<void> {
  require(actor, 'case:read');
  const by = personOf(actor);
  await platform.db.tx(async (tx) => {
    const found = await readRecognition(tx, id);
    if (!found || (found.hiddenAt && found.personId !== by)) throw notFound('recognition', id);
    mustNotBeSelf(by, found.personId);
    await thank(tx, platform, actor, { id, by, to: found.personId, words: input.words || null });
  });
}

/** Who was thanked may keep it to themselves, and show it again. */
export async function hideThanks(
  platform: Platform,
  actor: Actor,
  id: string,
  hidden: boolean,
): Promise<void> {
  const me = personOf(actor);
  await platform.db.tx(async (tx) => {
    const found = await readRecognition(tx, id);
    if (!found || (found.hiddenAt && found.personId !== me)) throw notFound('recognition', id);
    if (found.personId !== me)
      throw new Refusal('not_yours_to_hide', 'Only the person it is about can hide it.', { id }, 403);
    await hide(tx, id, hidden ? platform.clock.now() : null);
    await note(tx, platform, actor, { id, verb: hidden ? 'recognition.hidden' : 'recognition.shown' });
  });
}

async function thank(
  tx: Tx,
  platform: Platform,
  actor: Actor,
  what: { id: string; by: string; to: string; words: string | null },
): Promise<void> {
  const fresh = await insertThanks(tx, {
    recognitionId: what.id,
    personId: what.by,
    at: platform.clock.now(),
    words: what.words,
  });
  if (fresh) {
    await tell(tx, platform, [what.to], {
      kind: 'recognition',
      customerIds: [],
      write: ({ to }) => {
        const say = thanksWords[languageOf(to.locale)];
        const href = `${platform.config.baseUrl}/recognition`;
        return {
          title: say.thanked(actor.name),
          blocks: [
            ...(what.words ? [{ kind: 'quote' as const, text: what.words }] : []),
            { kind: 'text', text: say.hideLead },
            { kind: 'buttons', buttons: [{ label: say.open, href, main: true }] },
          ],
        };
      },
    });
  }
  await note(tx, platform, actor, { id: what.id, verb: 'recognition.thanked', to: what.to });
}

async function note(
  tx: Tx,
  platform: Platform,
  actor: Actor,
  what: { id: string; verb: string; to?: string },
): Promise<void> {
  const subject = { kind: 'recognition', id: what.id };
  const detail = what.to ? { to: what.to } : {};
  await recordEvent(tx, platform, { name: what.verb, subject, data: detail });
  await audit(tx, platform, actor, { verb: what.verb, subject, detail });
}

function mustNotBeSelf(by: string, to: string): void {
  if (by === to) throw new Refusal('thanks_to_oneself', 'Thank a colleague; yourself you know already.', {});
}
