import { count, messages } from '../../i18n/messages.ts';

interface Said {
  owner: { name: string };
  answer: { by: { name: string } } | null;
  state: 'proposed' | 'accepted' | 'declined';
}

export const useImprovementWords = messages({
  en: {
    title: 'Improvements',
    sentence: 'What repeats over many customers becomes something that somebody owns.',
    state: 'State',
    states: { proposed: 'proposed', accepted: 'accepted', declined: 'declined' },
    owner: 'Owner',
    mine: 'mine',
    empty: [
      'Here will stand what is to improve for all customers',
      'In a huddle, what repeats can be proposed as an improvement: with an owner, with what would help and why, and with the cases that show it.',
    ] as const,
    toHuddle: 'See what repeats',
    cases: (n: number) => count(n, 'case', 'cases'),
    older: 'Older ones',
    says: (one: Said) =>
      one.state === 'proposed'
        ? `It waits for ${one.owner.name}.`
        : `${one.answer?.by.name ?? one.owner.name} ${one.state === 'accepted' ? 'accepted it' : 'declined it'}.`,
    why: 'What would help, and why',
    pattern: 'What repeated',
    touchpoint: 'Touchpoint',
    metric: 'Should move',
    proposedBy: 'Proposed by',
    proposedAt: 'Proposed',
    reason: 'Reason',
    reasonHint: 'Needed where you decline it.',
    answer: 'Your answer',
    answered: 'Answered',
    accept: 'Accept',
    decline: 'Decline',
    linked: 'Cases that show why',
    noCase: 'No case is linked.',
    unlink: 'Take out',
    unlinkCase: (n: number) => `Take case ${n} out`,
    unlinked: 'Taken out',
    ofCase: 'Becomes an improvement',
  },
  de: {
    title: 'Verbesserungen',
    sentence: 'Was sich bei vielen Kunden wiederholt, bekommt jemanden, dem es gehört.',
    state: 'Stand',
    states: { proposed: 'vorgeschlagen', accepted: 'angenommen', declined: 'abgelehnt' },
    owner: 'Eigentümer',
    mine: 'meine',
    empty: [
      'Hier wird stehen, was für alle Kunden besser werden soll',
      'In einer Kurzrunde lässt sich, was sich wiederholt, als Verbesserung vorschlagen: mit Eigentümer, mit dem, was helfen würde und warum, und mit den Fällen, die es zeigen.',
    ],
    toHuddle: 'Sehen, was sich wiederholt',
    cases: (n) => count(n, 'Fall', 'Fälle'),
    older: 'Ältere',
    says: (one) =>
      one.state === 'proposed'
        ? `Sie wartet auf ${one.owner.name}.`
        : `${one.answer?.by.name ?? one.owner.name} hat sie ${one.state === 'accepted' ? 'angenommen' : 'abgelehnt'}.`,
    why: 'Was helfen würde, und warum',
    pattern: 'Was sich wiederholte',
    touchpoint: 'Kontaktpunkt',
    metric: 'Soll sich bewegen',
    proposedBy: 'Vorgeschlagen von',
    proposedAt: 'Vorgeschlagen',
    reason: 'Grund',
    reasonHint: 'Nötig, wenn Sie ablehnen.',
    answer: 'Ihre Antwort',
    answered: 'Beantwortet',
    accept: 'Annehmen',
    decline: 'Ablehnen',
    linked: 'Fälle, die zeigen, warum',
    noCase: 'Kein Fall ist verbunden.',
    unlink: 'Herausnehmen',
    unlinkCase: (n) => `Fall ${n} herausnehmen`,
    unlinked: 'Herausgenommen',
    ofCase: 'Wird zu einer Verbesserung',
  },
});
