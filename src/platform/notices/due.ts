import type { Tx } from '../database.ts';
import { type Letter, letterHtml, letterText } from '../letter.ts';
import { queueMail } from '../mail.ts';
import type { Platform } from '../platform.ts';
import { readOrganisation } from '../settings.ts';
import { noteMailed, peopleDue, takeDue } from './notice.sql.ts';
import { headersOf } from './notify.ts';
import { receivers } from './receiver.sql.ts';
import { noticeWords } from './words.ts';

const SOME = 200;
/** A digest names this many; the others stand in the bell. */
const NAMED = 25;

/** One mail to each person for whom one is due: the digest, and what came in quiet hours. Bears being run twice at once. */
export async function sendDue(platform: Platform): Promise<{ mails: number }> {
  let mails = 0;
  for (;;) {
    const people = await peopleDue(platform.db, platform.clock.now(), SOME);
    let told = 0;
    for (const personId of people) if (await platform.db.tx((tx) => sendTo(tx, platform, personId))) told++;
    mails += told;
    if (told < SOME) return { mails };
  }
}

async function sendTo(tx: Tx, platform: Platform, personId: string): Promise<boolean> {
  const at = platform.clock.now();
  const due = await takeDue(tx, personId, at);
  if (due.length === 0) return false;
  const ids = due.map(({ id }) => id);
  const organisation = await readOrganisation(tx);
  const [to] = await receivers(tx, {
    ids: [personId],
    kind: due[0]!.kind,
    at,
    timezone: organisation.timezone,
  });
  if (!to) {
    // Left meanwhile.
    await noteMailed(tx, ids, null);
    return true;
  }
  const language = (to.locale ?? organisation.language).toLowerCase().startsWith('de') ? 'de' : 'en';
  const say = noticeWords[language];
  const link = (path: string) => `${platform.config.baseUrl}${path}`;
  // The newest first, what is urgent before it.
  const sorted = due.toReversed().sort((a, b) => Number(b.urgent) - Number(a.urgent));
  const [only] = due;
  const title = due.length === 1 && only ? only.title : say.digest(due.length);
  const letter: Letter = {
    language,
    organisation: organisation.name,
    title,
    blocks: [
      { kind: 'text', text: say.lead(to.name) },
      {
        kind: 'list',
        items: sorted
          .slice(0, NAMED)
          .map((one) => ({ title: one.title, text: one.text, href: link(one.href), bad: one.urgent })),
      },
      ...(sorted.length > NAMED ? [{ kind: 'text' as const, text: say.more(sorted.length - NAMED) }] : []),
      { kind: 'buttons', buttons: [{ label: say.all, href: link('/notices'), main: true }] },
    ],
    footer: say.footer,
  };
  const mailId = await queueMail(tx, platform, {
    to: { address: to.email, name: to.name },
    subject: title,
    text: letterText(letter),
    html: letterHtml(letter),
    purpose: 'notice',
    headers: headersOf(platform),
  });
  await noteMailed(tx, ids, mailId);
  return true;
}
