import type { Tx } from '../platform/database.ts';
import { deliver } from '../platform/notices/notify.ts';
import type { Platform } from '../platform/platform.ts';

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
export function tellMentioned(tx: Tx, platform: Platform, to: readonly string[], said: Said): Promise<void> {
  const path = `/journeys/${said.journey.key}?talk=${said.on.kind}:${said.on.key}`;
  return deliver(tx, platform, {
    kind: 'mention',
    to,
    write: ({ to, language, href }) => ({
      title: words[language].subject(said.by, short(said.on.name)),
      plain: words[language].text(to.name, said, href(path)),
      text: said.text.length > 300 ? `${said.text.slice(0, 299)}…` : said.text,
      path,
      about: { kind: 'comment', id: said.id },
    }),
  });
}

const short = (text: string): string => (text.length > 80 ? `${text.slice(0, 79)}…` : text);

function quoted(text: string): string {
  return text
    .split('\n')
    .map((line) => `> ${line}`)
    .join('\n');
}
