import type { Tx } from '../platform/database.ts';
import { deliver } from '../platform/notices/notify.ts';
import type { Platform } from '../platform/platform.ts';
import type { EndpointRow } from './endpoint.sql.ts';
import { readersOf } from './notice.sql.ts';

const words = {
  en: {
    title: (name: string) => `“${name}” gets no messages any more`,
    gone: 'The receiver answered 410: nothing is wanted there any more. So it was stopped.',
    failing: 'For three days nothing has come through. So it was stopped.',
    last: (text: string) => `The last answer: ${text}`,
    waits: 'What happens meanwhile is kept and sent once it is started again.',
    open: 'Look at it',
    footer: 'You get this mail because the endpoint is yours.',
  },
  de: {
    title: (name: string) => `„${name}“ erhält keine Nachrichten mehr`,
    gone: 'Der Empfänger antwortete mit 410: Dort wird nichts mehr gewünscht. Deshalb wurde er angehalten.',
    failing: 'Seit drei Tagen kam nichts an. Deshalb wurde er angehalten.',
    last: (text: string) => `Die letzte Antwort: ${text}`,
    waits: 'Was unterdessen geschieht, wird aufgehoben und gesendet, sobald er wieder läuft.',
    open: 'Ansehen',
    footer: 'Sie erhalten diese Mail, weil der Empfänger Ihnen gehört.',
  },
};

/** Nobody looks at a list of endpoints every day. */
export async function tellOwnerStopped(
  tx: Tx,
  platform: Platform,
  endpoint: EndpointRow,
  { why, detail }: { why: 'gone' | 'failing'; detail: string | null },
): Promise<void> {
  const path = `/endpoints/${endpoint.id}`;
  await deliver(tx, platform, {
    kind: 'connection',
    to: await readersOf(tx, endpoint.ownerId, platform.clock.now()),
    write: ({ language, href }) => {
      const say = words[language];
      return {
        title: say.title(endpoint.name),
        text: say[why],
        blocks: [
          { kind: 'text', text: say[why] },
          ...(detail ? [{ kind: 'quote' as const, text: say.last(detail) }] : []),
          { kind: 'text', text: say.waits },
          { kind: 'buttons', buttons: [{ label: say.open, href: href(path), main: true }] },
        ],
        footer: say.footer,
        path,
      };
    },
  });
}
