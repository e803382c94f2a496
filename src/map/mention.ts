import type { Tx } from '../platform/database.ts';
import { queueMail } from '../platform/mail.ts';
import type { Platform } from '../platform/platform.ts';
import { readOrganisation } from '../platform/settings.ts';

export interface Mentioned {
  id: string;
  name: string;
  email: string;
  locale: string | null;
}

interface Said {
  id: string;
  by: string;
  text: string;
  journey: { key: string; name: string };
  on: { kind: string; key: string; name: string };
}

const words = {
  en: {
    subject: (by: string, name: string) => `${by} mentions you on “${name}”`,
    text: (to: string, said: Said, link: string) =>
      `Hello ${to},\n\n${said.by} wrote about “${said.on.name}” on the map “${said.journey.name}”:\n\n${quoted(said.text)}\n\nAnswer there:\n${link}\n`,
  },
  de: {
    subject: (by: string, name: string) => `${by} erwähnt Sie bei „${name}“`,
    text: (to: string, said: Said, link: string) =>
      `Guten Tag ${to},\n\n${said.by} schreibt zu „${said.on.name}“ auf der Karte „${said.journey.name}“:\n\n${quoted(said.text)}\n\nDort antworten:\n${link}\n`,
  },
};

/** Plain text: what people write stays what they wrote, whatever it looks like. */
export async function mentionMail(tx: Tx, platform: Platform, to: Mentioned, said: Said): Promise<void> {
  const organisation = await readOrganisation(tx);
  const say = words[(to.locale ?? organisation.language).toLowerCase().startsWith('de') ? 'de' : 'en'];
  const link = `${platform.config.baseUrl}/journeys/${said.journey.key}?talk=${said.on.kind}:${said.on.key}`;
  await queueMail(tx, platform, {
    to: { address: to.email, name: to.name },
    subject: say.subject(said.by, short(said.on.name)),
    text: say.text(to.name, said, link),
    purpose: 'notice',
    about: { kind: 'comment', id: said.id },
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
  });
}

const short = (text: string): string => (text.length > 80 ? `${text.slice(0, 79)}…` : text);

function quoted(text: string): string {
  return text
    .split('\n')
    .map((line) => `> ${line}`)
    .join('\n');
}
