import type { Fault, Finding } from './lint.ts';

const en = {
  footer: 'You get this because something is yours in Onus.',
  open: 'Open in Onus',
  hello: (name: string) => `Hello ${name},`,
  more: (n: number) => `and ${n} more`,
  faults: (n: number) =>
    n === 1 ? 'One new question about whose it is' : `${n} new questions about whose it is`,
  faultsLead: 'Each has a way out that takes one click. You are told once.',
  severity: { high: 'urgent', medium: 'soon', low: 'when you can' },
  said: (one: Pick<Finding, 'fault' | 'detail'>): string => one.detail,
  remind: (what: string) => `Is ${what} yours?`,
  remindLead: (by: string, role: 'A' | 'R', what: string, since: string) =>
    `${by} asks: since ${since} you stand as ${role === 'A' ? 'accountable' : 'responsible'} for ${what}, and have not said yes. Say yes, or say who it should be.`,
  state: 'What do you need to answer for what is yours?',
  stateLead: (by: string) =>
    `${by} asks you to write down what it takes: which decisions, which budget, which access, which seat. What is missing goes to whoever can grant it, with a deadline.`,
  asked: (who: string) => `${who} needs something from you`,
  askedLead: (who: string, piece: string, due: string) =>
    `${who} cannot answer for what is theirs without ${piece}. Please grant it, deny it with a reason, or offer something else by ${due}.`,
  escalatedLead: (who: string, piece: string, due: string) =>
    `${who} cannot answer for what is theirs without ${piece}. It was not settled a step below, so it comes to you. Please answer by ${due}.`,
  again: (who: string) => `${who} still waits for your answer`,
  answered: {
    granted: (by: string) => `${by} granted what you need`,
    denied: (by: string) => `${by} denied what you asked for`,
    alternative: (by: string) => `${by} offers something else`,
  },
  piece: {
    authority: 'the authority to decide',
    budget: 'a budget',
    access: 'access',
    seat: 'a seat where it is decided',
    nothing: '',
  },
};

const inGerman: Record<Fault, string> = {
  nobody_accountable: 'Niemand ist verantwortlich.',
  several_accountable: 'Mehrere sind verantwortlich.',
  team_accountable: 'Verantwortlich ist eine Gruppe, keine Person.',
  departed_accountable: 'Die verantwortliche Person ist nicht mehr da.',
  without_mandate: 'Etwas, das es zum Einstehen braucht, ist nicht gewährt.',
  unmeasured: 'Dort wird nichts gemessen.',
  overloaded: 'Zu viele Rollen liegen bei einer Person.',
  orphan_metric: 'Die Kennzahl gehört niemandem.',
  orphan_source: 'Die Quelle gehört niemandem.',
  orphan_promise: 'Für das Versprechen steht niemand ein.',
  long_chain: 'Es wurde zu oft weitergegeben.',
  headless_department: 'Niemand leitet die Abteilung.',
  accountable_outsider: 'Die Arbeit macht eine andere Abteilung als die der verantwortlichen Person.',
  nobody_consulted: 'Mehrere Abteilungen arbeiten dort, und niemand wird gefragt.',
  unacknowledged: 'Die Rolle wurde noch nicht bestätigt.',
  mandate_unstated: 'Noch nie gesagt, was es zum Einstehen braucht.',
};

const de: typeof en = {
  footer: 'Sie erhalten dies, weil Ihnen in Onus etwas gehört.',
  open: 'In Onus öffnen',
  hello: (name) => `Guten Tag ${name},`,
  more: (n) => `und ${n} weitere`,
  faults: (n) => (n === 1 ? 'Eine neue Frage, wem es gehört' : `${n} neue Fragen, wem es gehört`),
  faultsLead: 'Für jede gibt es einen Ausweg mit einem Klick. Sie werden einmal benachrichtigt.',
  severity: { high: 'dringend', medium: 'bald', low: 'bei Gelegenheit' },
  said: (one) => inGerman[one.fault],
  remind: (what) => `Gehört ${what} Ihnen?`,
  remindLead: (by, role, what, since) =>
    `${by} fragt: Seit ${since} stehen Sie als ${role === 'A' ? 'verantwortlich' : 'zuständig'} für ${what} und haben nicht Ja gesagt. Sagen Sie Ja, oder sagen Sie, wer es sein soll.`,
  state: 'Was brauchen Sie, um dafür einzustehen?',
  stateLead: (by) =>
    `${by} bittet Sie, aufzuschreiben, was es braucht: welche Entscheidungen, welches Budget, welche Zugänge, welchen Sitz. Was fehlt, geht mit Frist an die Person, die es gewähren kann.`,
  asked: (who) => `${who} braucht etwas von Ihnen`,
  askedLead: (who, piece, due) =>
    `${who} kann ohne ${piece} nicht für das Eigene einstehen. Bitte gewähren Sie es, lehnen Sie mit Grund ab oder bieten Sie etwas anderes an, bis ${due}.`,
  escalatedLead: (who, piece, due) =>
    `${who} kann ohne ${piece} nicht für das Eigene einstehen. Eine Stufe tiefer wurde es nicht geklärt, daher kommt es zu Ihnen. Bitte antworten Sie bis ${due}.`,
  again: (who) => `${who} wartet noch auf Ihre Antwort`,
  answered: {
    granted: (by) => `${by} gewährt, was Sie brauchen`,
    denied: (by) => `${by} lehnt ab, worum Sie baten`,
    alternative: (by) => `${by} bietet etwas anderes an`,
  },
  piece: {
    authority: 'die Befugnis zu entscheiden',
    budget: 'ein Budget',
    access: 'Zugang',
    seat: 'einen Sitz dort, wo entschieden wird',
    nothing: '',
  },
};

export type LetterWords = typeof en;
export const letterWords = { en, de };
