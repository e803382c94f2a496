import type { Language } from './letters.ts';

/** What a mail of the ladder says. */
export const ladderWords: Record<
  Language,
  {
    kind: Record<'grey_area' | 'dispute' | 'improvement', string>;
    subject: (kind: string, title: string) => string;
    why: Record<'raised' | 'unanswered' | 'sent_back' | 'appointed', string>;
    by: (moment: string) => string;
    top: string;
    open: string;
    footer: string;
  }
> = {
  en: {
    kind: {
      grey_area: 'Nobody’s, until you say whose',
      dispute: 'A dispute waits for your ruling',
      improvement: 'An improvement across departments',
    },
    subject: (kind, title) => `${kind}: ${title}`,
    why: {
      raised: 'You are asked first.',
      unanswered: 'Nobody below you has answered in time.',
      sent_back: 'It was sent back to you.',
      appointed: 'You were appointed to settle it.',
    },
    by: (moment) => `Please answer by ${moment}; after that it goes one step up.`,
    top: 'Nobody stands above you: it stays here until you answer.',
    open: 'Open it',
    footer: 'You get this because you have a part in Onus.',
  },
  de: {
    kind: {
      grey_area: 'Niemandes, bis Sie sagen, wessen',
      dispute: 'Ein Streitfall wartet auf Ihre Entscheidung',
      improvement: 'Eine Verbesserung über Abteilungen hinweg',
    },
    subject: (kind, title) => `${kind}: ${title}`,
    why: {
      raised: 'Sie werden zuerst gefragt.',
      unanswered: 'Unter Ihnen hat niemand rechtzeitig geantwortet.',
      sent_back: 'Es kam zu Ihnen zurück.',
      appointed: 'Sie sind benannt, es zu klären.',
    },
    by: (moment) => `Bitte antworten Sie bis ${moment}; danach geht es eine Stufe höher.`,
    top: 'Über Ihnen steht niemand: Es bleibt hier, bis Sie antworten.',
    open: 'Öffnen',
    footer: 'Sie erhalten dies, weil Sie in Onus beteiligt sind.',
  },
};
