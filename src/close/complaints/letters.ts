import type { Parts } from './complaint.ts';

interface Known {
  customer: string | null;
  reference: string;
  /** The day it came, written out. */
  received: string;
  organisation: string;
  person: string;
  title: string | null;
}

const paragraphs = (...parts: (string | null)[]) => parts.filter(Boolean).join('\n\n');
const signed = ({ person, title, organisation }: Known) =>
  `${person}\n${[title, organisation].filter(Boolean).join(', ')}`;

/** “We have it”: the number, who looks after it, and by when there is an answer. */
export const acknowledgement = {
  en: (k: Known, answerBy: string) => ({
    subject: `Your complaint ${k.reference}`,
    body: paragraphs(
      `Dear ${k.customer ?? 'customer'},`,
      `we have your complaint of ${k.received}. Its reference is ${k.reference}; please name it when you write or call.`,
      `I look into it myself. You will have our answer by ${answerBy}; should we need longer, I will tell you why before that day.`,
      signed(k),
    ),
  }),
  de: (k: Known, answerBy: string) => ({
    subject: `Ihre Beschwerde ${k.reference}`,
    body: paragraphs(
      k.customer ? `Guten Tag ${k.customer},` : 'Guten Tag,',
      `Ihre Beschwerde vom ${k.received} ist bei uns eingegangen. Sie hat das Zeichen ${k.reference}; bitte nennen Sie es, wenn Sie schreiben oder anrufen.`,
      `Ich gehe ihr selbst nach. Unsere Antwort erhalten Sie bis zum ${answerBy}; sollten wir länger brauchen, sage ich Ihnen vorher, warum.`,
      signed(k),
    ),
  }),
};

const headings = {
  en: {
    decision: 'Our decision',
    reasons: 'Why',
    redress: 'What we do for you',
    next: 'If you do not agree',
  },
  de: {
    decision: 'Unsere Entscheidung',
    reasons: 'Warum',
    redress: 'Was wir für Sie tun',
    next: 'Wenn Sie nicht einverstanden sind',
  },
};

export const responseSubject = {
  en: (reference: string) => `Your complaint ${reference}: our final response`,
  de: (reference: string) => `Ihre Beschwerde ${reference}: unsere abschließende Antwort`,
};

/** The final response, its parts under their headings. */
export const finalResponse = {
  en: (k: Known, parts: Parts) =>
    paragraphs(
      `Dear ${k.customer ?? 'customer'},`,
      `this is our final response to your complaint of ${k.received}, reference ${k.reference}.`,
      ...sections(headings.en, parts),
      signed(k),
    ),
  de: (k: Known, parts: Parts) =>
    paragraphs(
      k.customer ? `Guten Tag ${k.customer},` : 'Guten Tag,',
      `dies ist unsere abschließende Antwort auf Ihre Beschwerde vom ${k.received}, Zeichen ${k.reference}.`,
      ...sections(headings.de, parts),
      signed(k),
    ),
};

function sections(names: Parts, parts: Parts): string[] {
  return (['decision', 'reasons', 'redress', 'next'] as const).map(
    (name) => `${names[name]}\n${parts[name]}`,
  );
}

const decided = {
  en: {
    upheld: 'Your complaint is justified. We are sorry.',
    partly: 'Your complaint is justified in part. We are sorry for that part.',
    not_upheld: 'We have looked into it, and cannot find that your complaint is justified.',
  },
  de: {
    upheld: 'Ihre Beschwerde ist berechtigt. Das tut uns leid.',
    partly: 'Ihre Beschwerde ist zum Teil berechtigt. Das tut uns leid.',
    not_upheld: 'Wir haben sie geprüft und halten sie nicht für berechtigt.',
  },
};

/** A first draft of the parts, from what was found. */
export function draftParts(
  language: 'en' | 'de',
  found: {
    outcome: 'upheld' | 'partly' | 'not_upheld' | null;
    findings: string | null;
    redress: string | null;
    nextStep: { en: string; de: string };
  },
): Parts {
  return {
    decision: found.outcome ? decided[language][found.outcome] : '',
    reasons: found.findings ?? '',
    redress: found.redress ?? '',
    next: found.nextStep[language],
  };
}
