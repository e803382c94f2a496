import type { Tx } from '../platform/database.ts';
import { type Letter, letterHtml, letterText } from '../platform/letter.ts';
import { queueMail } from '../platform/mail.ts';
import type { Platform } from '../platform/platform.ts';
import { readOrganisation } from '../platform/settings.ts';
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
  const organisation = await readOrganisation(tx);
  for (const reader of await readersOf(tx, endpoint.ownerId, platform.clock.now())) {
    const language = (reader.locale ?? organisation.language).startsWith('de') ? 'de' : 'en';
    const say = words[language];
    const href = `${platform.config.baseUrl}/endpoints/${endpoint.id}`;
    const letter: Letter = {
      language,
      organisation: organisation.name,
      title: say.title(endpoint.name),
      blocks: [
        { kind: 'text', text: say[why] },
        ...(detail ? [{ kind: 'quote' as const, text: say.last(detail) }] : []),
        { kind: 'text', text: say.waits },
        { kind: 'buttons', buttons: [{ label: say.open, href, main: true }] },
      ],
      footer: say.footer,
    };
    await queueMail(tx, platform, {
      to: { address: reader.email, name: reader.name },
      subject: say.title(endpoint.name),
      text: letterText(letter),
      html: letterHtml(letter),
      purpose: 'notice',
      headers: { 'Auto-Submitted': 'auto-generated' },
    });
  }
}
