import type { Tx } from '../platform/database.ts';
import { deliver } from '../platform/notices/notify.ts';
import type { Platform } from '../platform/platform.ts';
import { noteLetters, toWrite } from './round.sql.ts';
import type { RoundRow } from './round.ts';

const en = {
  bell: (due: string) => `It takes about five minutes. Please answer by ${due}.`,
  invitation: (round: string) => `Who does what? Five minutes for “${round}”`,
  reminder: (round: string) => `Still open: “${round}”`,
  text: (name: string, by: string, round: string, due: string, link: string) =>
    `Hello ${name},\n\n${by} asks you who does what at the places where customers meet us: who answers for them, who does the work, and what is yours. The round is called “${round}”.\n\nIt takes about five minutes, on the phone too. Nobody sees your answers: not while the round is open, and afterwards only together with those of others, in groups of five or more.\n\nPlease answer by ${due}, after signing in:\n\n${link}\n`,
  again: (name: string, _by: string, round: string, due: string, link: string) =>
    `Hello ${name},\n\n“${round}” is open until ${due}, and your answers are not complete yet. What you have answered is kept; go on where you stopped, after signing in:\n\n${link}\n`,
};
const de: typeof en = {
  bell: (due) => `Es dauert etwa fünf Minuten. Bitte antworten Sie bis ${due}.`,
  invitation: (round) => `Wer macht was? Fünf Minuten für „${round}“`,
  reminder: (round) => `Noch offen: „${round}“`,
  text: (name, by, round, due, link) =>
    `Guten Tag ${name},\n\n${by} möchte von Ihnen wissen, wer an den Stellen, an denen Kunden uns begegnen, was macht: wer dafür einsteht, wer die Arbeit tut und was davon Ihres ist. Die Runde heißt „${round}“.\n\nEs dauert etwa fünf Minuten, auch am Telefon. Ihre Antworten sieht niemand: nicht, solange die Runde offen ist, und danach nur zusammen mit denen anderer, in Gruppen ab fünf.\n\nBitte antworten Sie bis ${due}, nach der Anmeldung:\n\n${link}\n`,
  again: (name, _by, round, due, link) =>
    `Guten Tag ${name},\n\n„${round}“ ist bis ${due} offen, und Ihre Antworten sind noch nicht vollständig. Was Sie beantwortet haben, ist da; machen Sie nach der Anmeldung dort weiter, wo Sie aufgehört haben:\n\n${link}\n`,
};

/** The link signs nobody in: it leads to the sign-in, and from there to the questions. */
export function answerAddress(platform: Platform, roundId: string): string {
  return `${platform.config.baseUrl}/rounds/${roundId}/answer`;
}

/** Writes to whoever is still to be written to, in each person's language, and notes it. Bears a repeat. */
export async function writeLetters(
  tx: Tx,
  platform: Platform,
  round: RoundRow,
  letter: { kind: 'invitation' | 'reminder'; today: string; since: Date; by: string },
): Promise<number> {
  const people = await toWrite(tx, round.id, letter);
  if (people.length === 0) return 0;
  await deliver(tx, platform, {
    kind: 'round',
    to: people.map(({ personId }) => personId),
    write: ({ to, language }) => {
      const words = language === 'de' ? de : en;
      const due = new Intl.DateTimeFormat(language === 'de' ? 'de-DE' : 'en-GB', {
        timeZone: 'UTC',
        day: 'numeric',
        month: 'long',
        year: 'numeric',
      }).format(new Date(`${round.dueOn}T00:00:00Z`));
      const write = letter.kind === 'invitation' ? words.text : words.again;
      return {
        title: words[letter.kind](round.name),
        plain: write(to.name, letter.by, round.name, due, answerAddress(platform, round.id)),
        text: words.bell(due),
        path: `/rounds/${round.id}/answer`,
        about: { kind: 'round', id: round.id },
      };
    },
  });
  await noteLetters(tx, round.id, { kind: letter.kind, people, at: platform.clock.now() });
  return people.length;
}
