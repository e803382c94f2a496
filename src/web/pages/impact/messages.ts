import { count, messages } from '../../i18n/messages.ts';

export const useImpactWords = messages({
  en: {
    title: 'My impact',
    none: 'No common metric is defined yet.',
    now: (name: string, value: string, change: number | null, size: string) =>
      `${name} stands at ${value}${change === null ? '' : `, ${size} ${change < 0 ? 'below' : 'above'} the 90 days before`}.`,
    share: (own: boolean, share: string) =>
      own
        ? `${share} of all answers come from touchpoints where you answer or work.`
        : `${share} of all answers come from touchpoints of your department.`,
    moved: (points: string) => `Together they moved it by ${points}.`,
    still: 'Together they did not move it.',
    mine: 'Where you answer or work',
    department: (name: string) => `Where ${name} answers or works`,
    parts: { A: 'accountable', R: 'responsible', department: 'your department' },
    gives: (points: string) => `gives ${points} of the figure`,
    moves: (points: string) => `moved it by ${points}`,
    chance: 'within chance',
    few: 'too few answers to say',
    unmeasured: 'nothing was said here in this time',
    note: 'Each part of the figure is its share of answers times its level; all parts together are the figure. Each part of the change is exact too.',
    deeds: 'What you did for customers',
    private: 'only you see this',
    stood: (n: number) =>
      n === 0
        ? 'No customer’s case was yours in this time.'
        : `You stood by ${count(n, 'customer', 'customers')}.`,
    closed: (n: number) =>
      `You told ${count(n, 'customer', 'customers')} what was done, and the case stayed closed.`,
    confirmed: (n: number) => `${count(n, 'customer', 'customers')} confirmed that it was put right.`,
    denied: (n: number) => `${count(n, 'customer', 'customers')} said it was not: worth another look.`,
    empty: 'Here stands how your work moves what customers say',
    emptyText:
      'As soon as a touchpoint is yours or your department’s, its part of the common figure stands here.',
    toOwnership: 'See who owns what',
    link: 'My impact',
    linkText: 'How your work moves what customers say',
    look: 'Look',
  },
  de: {
    title: 'Meine Wirkung',
    none: 'Noch ist keine gemeinsame Kennzahl bestimmt.',
    now: (name, value, change, size) =>
      `${name} steht bei ${value}${change === null ? '' : `, ${size} ${change < 0 ? 'unter' : 'über'} den 90 Tagen davor`}.`,
    share: (own, share) =>
      own
        ? `${share} aller Antworten kommen von Kontaktpunkten, an denen Sie einstehen oder arbeiten.`
        : `${share} aller Antworten kommen von Kontaktpunkten Ihrer Abteilung.`,
    moved: (points) => `Zusammen haben sie sie um ${points} bewegt.`,
    still: 'Zusammen haben sie sie nicht bewegt.',
    mine: 'Wo Sie einstehen oder arbeiten',
    department: (name) => `Wo ${name} einsteht oder arbeitet`,
    parts: { A: 'verantwortlich', R: 'zuständig', department: 'Ihre Abteilung' },
    gives: (points) => `trägt ${points} zum Wert bei`,
    moves: (points) => `bewegte ihn um ${points}`,
    chance: 'im Rahmen des Zufalls',
    few: 'zu wenige Antworten für eine Aussage',
    unmeasured: 'hier wurde in dieser Zeit nichts gesagt',
    note: 'Jeder Teil des Werts ist sein Anteil an den Antworten mal seine Höhe; alle Teile zusammen sind der Wert. Auch jeder Teil der Veränderung ist exakt.',
    deeds: 'Was Sie für Kunden getan haben',
    private: 'das sehen nur Sie',
    stood: (n) =>
      n === 0
        ? 'In dieser Zeit war kein Kundenfall bei Ihnen.'
        : `Sie waren für ${count(n, 'Kunden', 'Kunden')} da.`,
    closed: (n) =>
      `Sie haben ${count(n, 'Kunden', 'Kunden')} gesagt, was getan wurde, und der Fall blieb geschlossen.`,
    confirmed: (n) => `${count(n, 'Kunde hat', 'Kunden haben')} bestätigt, dass es in Ordnung gebracht ist.`,
    denied: (n) =>
      `${count(n, 'Kunde sagt', 'Kunden sagen')}, es sei nicht in Ordnung: noch einmal ansehen lohnt sich.`,
    empty: 'Hier steht, wie Ihre Arbeit bewegt, was Kunden sagen',
    emptyText:
      'Sobald ein Kontaktpunkt Ihnen oder Ihrer Abteilung gehört, steht hier sein Teil am gemeinsamen Wert.',
    toOwnership: 'Sehen, wem was gehört',
    link: 'Meine Wirkung',
    linkText: 'Wie Ihre Arbeit bewegt, was Kunden sagen',
    look: 'Ansehen',
  },
});
