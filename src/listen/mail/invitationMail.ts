import { type SurveyDocument, textIn } from '../survey/document.ts';
import type { Texts } from '../survey/question.ts';
import { fill } from './fill.ts';
import { firstQuestion } from './firstQuestion.ts';
import { frameLanguage, invitationWords } from './invitation.words.ts';
import { type InvitationLetter, invitationHtml, invitationText } from './mailPage.ts';

export interface InvitationMail {
  /** How the outside reaches us. */
  baseUrl: string;
  organisation: string;
  document: SurveyDocument;
  language: string;
  facts: Readonly<Record<string, string>>;
  subject: Texts;
  body: Texts;
  /** Name of the touchpoint it is about. */
  touchpoint: string | null;
  /** 0: the invitation; else which reminder of how many. */
  number: number;
  reminders: number;
  token: string;
}

/** Where an invitation leads; with an answer it is ticked there, and sent by nothing but the button. */
export function personalLink(
  baseUrl: string,
  token: string,
  answer?: { question: string; value: string },
): string {
  const link = `${baseUrl}/s/i/${token}`;
  return answer ? `${link}?${new URLSearchParams({ [`a.${answer.question}`]: answer.value })}` : link;
}

/** The mail as it leaves: the first question in it, and how to be asked no more, for people and for mail programs. */
export function writeInvitation(mail: InvitationMail) {
  const { document, language, baseUrl, token } = mail;
  const words = invitationWords[frameLanguage(language)];
  const facts = {
    ...Object.fromEntries(
      document.facts.map(({ name, fallback }) => [name, textIn(fallback, language, document)]),
    ),
    ...mail.facts,
    organisation: mail.organisation,
    ...(mail.touchpoint ? { touchpoint: mail.touchpoint } : {}),
  };
  const own = (texts: Texts) => texts[language] || texts[document.languages[0] as string] || '';
  const question = firstQuestion(document, language, facts);
  const reminder = mail.number > 0;
  const subject = reminder ? words.reminderSubject : own(mail.subject) || words.subject;
  const body = own(mail.body) || (mail.touchpoint ? words.bodyAbout : words.body);
  const last = mail.number >= mail.reminders;
  const preferences = `${baseUrl}/p/preferences/${token}`;
  const unsubscribe = `${baseUrl}/p/unsubscribe/${token}`;
  const letter: InvitationLetter = {
    language,
    brand: document.theme.brand ?? mail.organisation,
    accent: document.theme.accent,
    title: fill(subject, facts),
    body: fill(reminder ? `${last ? words.reminder : words.reminderOfMore}\n\n${body}` : body, facts),
    question: question && {
      ...question,
      text: fill(question.text, facts),
      href: (value) => personalLink(baseUrl, token, { question: question.key, value }),
    },
    start: { label: question ? words.inBrowser : words.start, href: personalLink(baseUrl, token) },
    why: words.why(mail.organisation),
    links: [
      { label: words.preferences, href: preferences },
      { label: words.unsubscribe, href: unsubscribe },
    ],
  };
  return {
    subject: letter.title,
    html: invitationHtml(letter),
    text: invitationText(letter),
    headers: {
      // RFC 8058: one press in the mail program, by POST; whoever opens the address sees a page and is asked.
      'List-Unsubscribe': `<${unsubscribe}>`,
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    },
  };
}

/** The language of the survey that suits the person: theirs, theirs of another country, or the first. */
export function languageFor(document: Pick<SurveyDocument, 'languages'>, wanted: string | null): string {
  const first = document.languages[0] as string;
  if (!wanted) return first;
  const base = wanted.toLowerCase().split(/[-_]/)[0];
  return (
    document.languages.find((one) => one.toLowerCase() === wanted.toLowerCase().replace('_', '-')) ??
    document.languages.find((one) => one.split('-')[0] === base) ??
    first
  );
}
