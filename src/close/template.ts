/** What a follow-up can say of the case; null where nobody knows. */
export interface Variables {
  customer: string | null;
  touchpoint: string | null;
  /** The day it happened, written out in the customer's language. */
  day: string;
  quote: string | null;
  actions: string[];
  person: string;
  title: string | null;
  organisation: string;
  /** A mail asks below; a letter does not. */
  asks?: boolean;
}

/** Still to be written by a person. A message that holds one is not sent. */
export const blank = /\[\[[^\]]*\]\]|\{\{[^}]*\}\}/;

type Write = (v: Variables) => { subject: string; body: string };

const en: Write = (v) => ({
  subject: `About your experience with ${v.organisation}`,
  body: paragraphs(
    `Dear ${v.customer ?? 'customer'},`,
    v.quote
      ? `on ${v.day} you told us${v.touchpoint ? ` about “${v.touchpoint}”` : ''}:\n“${v.quote}”`
      : `on ${v.day} something went wrong for you${v.touchpoint ? ` at “${v.touchpoint}”` : ''}.`,
    'I am sorry. This is what we have done:',
    list(v.actions, '[[what was done]]'),
    ...(v.asks === false ? [] : ['Below is one question. Your answer comes straight to me.']),
    `${v.person}\n${[v.title, v.organisation].filter(Boolean).join(', ')}`,
  ),
});

const de: Write = (v) => ({
  subject: `Zu Ihrem Erlebnis mit ${v.organisation}`,
  body: paragraphs(
    v.customer ? `Guten Tag ${v.customer},` : 'Guten Tag,',
    v.quote
      ? `am ${v.day} haben Sie uns${v.touchpoint ? ` zu „${v.touchpoint}“` : ''} geschrieben:\n„${v.quote}“`
      : `am ${v.day} ist für Sie etwas schiefgegangen${v.touchpoint ? ` (${v.touchpoint})` : ''}.`,
    'Das tut mir leid. Das haben wir getan:',
    list(v.actions, '[[was getan wurde]]'),
    ...(v.asks === false ? [] : ['Unten steht eine einzige Frage. Ihre Antwort kommt direkt zu mir.']),
    `${v.person}\n${[v.title, v.organisation].filter(Boolean).join(', ')}`,
  ),
});

/** The first draft of a follow-up; the person who sends it makes it theirs. */
export const draftFollowUp: Record<'en' | 'de', Write> = { en, de };

function paragraphs(...parts: string[]): string {
  return parts.join('\n\n');
}

function list(actions: string[], none: string): string {
  if (actions.length === 0) return none;
  return actions.length === 1 ? (actions[0] ?? none) : actions.map((action) => `– ${action}`).join('\n');
}

export const followUpWords = {
  en: {
    lead: 'Did we put it right?',
    yes: 'Yes, it is fine now',
    no: 'Not yet',
    footer: (until: string) =>
      `You get this because something went wrong for you and we want to know whether it is right now. The link is yours alone and works until ${until}.`,
  },
  de: {
    lead: 'Haben wir es in Ordnung gebracht?',
    yes: 'Ja, jetzt ist es gut',
    no: 'Noch nicht',
    footer: (until: string) =>
      `Sie erhalten dies, weil für Sie etwas schiefgegangen ist und wir wissen wollen, ob es jetzt stimmt. Der Link gehört nur Ihnen und gilt bis ${until}.`,
  },
};

/** The one reminder. */
export const remindWords = {
  en: {
    subject: 'Did we put it right?',
    body: (day: string, person: string) =>
      `On ${day} ${person} wrote to you about what we had done. We would like to know whether it is right now. One press is enough, and we shall not ask again.`,
  },
  de: {
    subject: 'Haben wir es in Ordnung gebracht?',
    body: (day: string, person: string) =>
      `Am ${day} hat ${person} Ihnen geschrieben, was wir getan haben. Wir möchten wissen, ob es jetzt stimmt. Ein Klick genügt, und wir fragen nicht noch einmal.`,
  },
};

/** How long a customer can answer. */
export const answerableDays = 90;

export function dayIn(language: 'en' | 'de', timeZone = 'UTC'): (at: Date) => string {
  const format = new Intl.DateTimeFormat(language === 'de' ? 'de-DE' : 'en-GB', {
    timeZone,
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  });
  return (at) => format.format(at);
}
