import type { Tx } from '../database.ts';
import { newId } from '../ids.ts';
import { type Block, type Letter, letterHtml, letterText } from '../letter.ts';
import { wakeLive } from '../live/live.ts';
import { insertLive } from '../live/log.sql.ts';
import { queueMail } from '../mail.ts';
import type { Platform } from '../platform.ts';
import { type Organisation, readOrganisation } from '../settings.ts';
import { isQuiet, nextDigest, quietUntil } from './hours.ts';
import { type Channels, type NoticeKind, urgentKinds } from './kinds.ts';
import { insertNotices, type NewNotice } from './notice.sql.ts';
import { type Receiver, receivers } from './receiver.sql.ts';
import { noticeWords } from './words.ts';

/** How a notice speaks to one colleague. */
export interface Speaking {
  to: Receiver;
  language: 'en' | 'de';
  organisation: Organisation;
  /** The full address of a path. */
  href: (path: string) => string;
}

/** What one colleague is told: the same in the bell, on the desktop and by mail. */
export interface Said {
  title: string;
  /** The mail: as blocks, or as plain text. */
  blocks?: Block[];
  plain?: string;
  footer?: string;
  /** For the bell; taken from the mail's first words where absent. */
  text?: string;
  /** Where it leads: a path. Absent: where the mail's own button does. */
  path?: string;
  about?: { kind: string; id: string };
  /** May pass quiet hours. */
  urgent?: boolean;
}

export interface Notice {
  kind: NoticeKind;
  /** Ids of people. Twice the same, or somebody who has left: told once, or not at all. */
  to: readonly string[];
  write: (speaking: Speaking) => Said | undefined;
}

/**
 * Tells colleagues, each in their language and by the ways they chose for this kind: in the bell, on the desktop, by mail at
 * once or in the digest. Everything stands or falls with the transaction: what is rolled back was not told.
 */
export async function deliver(tx: Tx, platform: Platform, notice: Notice): Promise<void> {
  if (notice.to.length === 0) return;
  const at = platform.clock.now();
  const organisation = await readOrganisation(tx);
  const people = await receivers(tx, {
    ids: notice.to,
    kind: notice.kind,
    at,
    timezone: organisation.timezone,
  });
  const made: NewNotice[] = [];
  for (const to of people) {
    const language = (to.locale ?? organisation.language).toLowerCase().startsWith('de') ? 'de' : 'en';
    const href = (path: string) => `${platform.config.baseUrl}${path}`;
    const said = notice.write({ to, language, organisation, href });
    if (!said) continue;
    const urgent = said.urgent === true || urgentKinds.has(notice.kind);
    const { channels, hours } = to;
    const quiet = isQuiet(at, hours) && !(urgent && hours.urgentPasses);
    const due = dueAt(channels.mail, { at, quiet, hours });
    const now = channels.mail === 'at_once' && !quiet;
    made.push({
      noticeId: newId(),
      personId: to.personId,
      kind: notice.kind,
      about: said.about ?? null,
      href: said.path ?? pathIn(said.blocks ?? [], platform.config.baseUrl),
      title: said.title,
      text: said.text ?? brief(said, to.name),
      urgent,
      inApp: channels.inApp,
      desktop: channels.desktop && !quiet,
      mail: channels.mail,
      mailDueAt: due,
      mailId: now ? await mailTo(tx, platform, { to, said, language, organisation }) : null,
    });
  }
  if (made.length === 0) return;
  await insertNotices(tx, made, at);
  await insertLive(
    tx,
    made.map((one) => ({
      eventId: one.noticeId,
      name: 'notice.made',
      kind: 'notice',
      id: one.noticeId,
      about: { notice: one.kind, ...(one.desktop ? { desktop: true } : {}) },
      toPerson: one.personId,
    })),
    at,
  );
  wakeLive(tx);
}

/** When its mail goes out, where not now. */
export function dueAt(
  mail: Channels['mail'],
  { at, quiet, hours }: { at: Date; quiet: boolean; hours: Receiver['hours'] },
): Date | null {
  if (mail === 'digest') return nextDigest(at, hours);
  if (mail === 'at_once' && quiet) return quietUntil(at, hours) ?? nextDigest(at, hours);
  return null;
}

/** The short form of `deliver`: words and a place to go. `words` is called once for each person. */
export function notify(
  tx: Tx,
  platform: Platform,
  given: {
    kind: NoticeKind;
    to: readonly string[];
    about?: { kind: string; id: string };
    /** Where it leads: a path such as `/inbox/…`. */
    path: string;
    urgent?: boolean;
    words: (speaking: Speaking) => { title: string; text: string; quote?: string };
  },
): Promise<void> {
  const { kind, to, about, path, urgent, words } = given;
  return deliver(tx, platform, {
    kind,
    to,
    write: (speaking) => {
      const { title, text, quote } = words(speaking);
      const say = noticeWords[speaking.language];
      return {
        title,
        text,
        path,
        ...(about ? { about } : {}),
        ...(urgent ? { urgent } : {}),
        blocks: [
          { kind: 'text', text },
          ...(quote ? [{ kind: 'quote' as const, text: quote }] : []),
          { kind: 'buttons', buttons: [{ label: say.open, href: speaking.href(path), main: true }] },
        ],
        footer: say.footer,
      };
    },
  });
}

async function mailTo(
  tx: Tx,
  platform: Platform,
  { to, said, language, organisation }: Omit<Speaking, 'href'> & { said: Said },
): Promise<string> {
  const letter: Letter = {
    language,
    organisation: organisation.name,
    title: said.title,
    blocks: said.blocks ?? [],
    ...(said.footer ? { footer: said.footer } : {}),
  };
  return queueMail(tx, platform, {
    to: { address: to.email, name: to.name },
    subject: said.title,
    text: said.plain ?? letterText(letter),
    ...(said.plain === undefined ? { html: letterHtml(letter) } : {}),
    purpose: 'notice',
    ...(said.about ? { about: said.about } : {}),
    headers: headersOf(platform),
  });
}

export function headersOf(platform: Platform): Record<string, string> {
  return {
    // Tells out-of-office programs not to answer (RFC 3834).
    'Auto-Submitted': 'auto-generated',
    'X-Auto-Response-Suppress': 'All',
    // Lets people sort notices into a folder of their own (RFC 2919).
    'List-Id': `Onus notices <notices.${new URL(platform.config.baseUrl).hostname}>`,
  };
}

function pathIn(blocks: Block[], baseUrl: string): string {
  for (const block of blocks) {
    if (block.kind !== 'buttons') continue;
    const main = block.buttons.find((one) => one.main) ?? block.buttons[0];
    if (main?.href.startsWith(baseUrl)) return main.href.slice(baseUrl.length) || '/';
  }
  return '/';
}

/** The first words of the mail that are no greeting by themselves: a list's first lines, else the first text. */
function brief({ blocks = [], plain }: Said, name: string): string {
  const list = blocks.find((block) => block.kind === 'list');
  const quote = blocks.find((block) => block.kind === 'quote');
  const greets = (text: string) => text.length < 80 && text.includes(name);
  const text = blocks.find((block) => block.kind === 'text' && !greets(block.text));
  const words = list
    ? list.items
        .slice(0, 3)
        .map((item) => [item.title, item.text].filter(Boolean).join(': '))
        .join('\n')
    : [text?.kind === 'text' ? text.text : undefined, quote ? `“${quote.text}”` : undefined]
        .filter(Boolean)
        .join(' ');
  return cut(words || plain || '');
}

function cut(text: string): string {
  const line = text.replace(/[^\S\n]+/g, ' ').trim();
  return line.length > 300 ? `${line.slice(0, 299)}…` : line;
}
