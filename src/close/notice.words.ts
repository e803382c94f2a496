type Language = 'en' | 'de';

const en = {
  opened: (n: number) => (n === 1 ? 'A customer waits for you' : `${n} customers wait for you`),
  openedLead: (name: string) =>
    `Hello ${name}, these are yours now. Each needs to hear from you by the time shown.`,
  more: (n: number) => `and ${n} more in your inbox`,
  inbox: 'Open my inbox',
  open: 'Open the case',
  anonymous: 'A customer',
  urgent: 'urgent',
  by: (at: string) => `by ${at}`,
  offered: (from: string) => `${from} asks you to take over a customer`,
  offeredLead: (from: string, by: string) =>
    `${from} keeps the customer until you accept. Please answer by ${by}.`,
  answered: {
    accepted: (who: string) => `${who} took your customer over`,
    declined: (who: string) => `${who} declined; the customer stays with you`,
  },
  breached: (n: number) =>
    n === 1 ? 'A customer waits longer than promised' : `${n} customers wait longer than promised`,
  breachedLead: {
    accountable:
      'You are told because you are accountable where it happened, or hold the next place on the ladder.',
    sponsor: 'A day has passed since the deadline. You are told as executive sponsor.',
  },
  held: (who: string) => `with ${who}`,
  due: (at: string) => `was due ${at}`,
  saidNo: (who: string) => `${who} says it was not put right`,
  saidNoLead: 'The case is open again and has a new deadline.',
  saidNoStillOpen: 'The case is still open.',
  saidYes: (who: string) => `${who} says it was put right`,
  saidYesLead: 'Thank you. The answer stands with the case.',
  tookOver: (who: string) => `${who} stepped in for your customer`,
  tookOverLead: 'You need not do anything more about this case.',
  footer: 'You get this because you work with customers in Onus.',
};

const de: typeof en = {
  opened: (n) => (n === 1 ? 'Ein Kunde wartet auf Sie' : `${n} Kunden warten auf Sie`),
  openedLead: (name) =>
    `Guten Tag ${name}, diese gehören jetzt Ihnen. Jeder soll bis zur genannten Zeit von Ihnen hören.`,
  more: (n) => `und ${n} weitere in Ihrem Eingang`,
  inbox: 'Meinen Eingang öffnen',
  open: 'Fall öffnen',
  anonymous: 'Ein Kunde',
  urgent: 'dringend',
  by: (at) => `bis ${at}`,
  offered: (from) => `${from} bittet Sie, einen Kunden zu übernehmen`,
  offeredLead: (from, by) => `${from} behält den Kunden, bis Sie zusagen. Bitte antworten Sie bis ${by}.`,
  answered: {
    accepted: (who) => `${who} hat Ihren Kunden übernommen`,
    declined: (who) => `${who} hat abgelehnt; der Kunde bleibt bei Ihnen`,
  },
  breached: (n) =>
    n === 1 ? 'Ein Kunde wartet länger als versprochen' : `${n} Kunden warten länger als versprochen`,
  breachedLead: {
    accountable:
      'Sie erfahren es, weil Sie dort verantwortlich sind, wo es geschah, oder auf der nächsten Stufe stehen.',
    sponsor: 'Seit der Frist ist ein Tag vergangen. Sie erfahren es als Schirmherr:in.',
  },
  held: (who) => `bei ${who}`,
  due: (at) => `war fällig ${at}`,
  saidNo: (who) => `${who} sagt: nicht in Ordnung gebracht`,
  saidNoLead: 'Der Fall ist wieder offen und hat eine neue Frist.',
  saidNoStillOpen: 'Der Fall ist noch offen.',
  saidYes: (who) => `${who} sagt: in Ordnung gebracht`,
  saidYesLead: 'Danke. Die Antwort steht beim Fall.',
  tookOver: (who) => `${who} ist für Ihren Kunden eingesprungen`,
  tookOverLead: 'Sie müssen zu diesem Fall nichts weiter tun.',
  footer: 'Sie erhalten dies, weil Sie in Onus mit Kunden arbeiten.',
};

export type NoticeWords = typeof en;
export const noticeWords: Record<Language, NoticeWords> = { en, de };

/** de-AT, de → de; everything else en. */
export function languageOf(...wishes: (string | null | undefined)[]): Language {
  for (const wish of wishes) {
    if (!wish) continue;
    return wish.toLowerCase().startsWith('de') ? 'de' : 'en';
  }
  return 'en';
}

/** 24 Nov, 14:05 in the organisation's time zone. */
export function momentIn(language: Language, timezone: string): (at: Date) => string {
  const format = new Intl.DateTimeFormat(language === 'de' ? 'de-DE' : 'en-GB', {
    timeZone: timezone,
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  });
  return (at) => format.format(at);
}
