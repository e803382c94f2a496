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
  nearly: (n: number) =>
    n === 1 ? 'A promise to a customer is running out' : `${n} promises to customers are running out`,
  nearlyLead: 'There is still time. If somebody outside keeps you waiting, pause the case and say so.',
  clocks: { acknowledge: 'acknowledge', act: 'do something', tell: 'tell the customer' },
  held: (who: string) => `with ${who}`,
  due: (at: string) => `was due ${at}`,
  saidNo: (who: string) => `${who} says it was not put right`,
  saidNoLead: 'The case is open again and has a new deadline.',
  saidNoStillOpen: 'The case is still open.',
  saidYes: (who: string) => `${who} says it was put right`,
  saidYesLead: 'Thank you. The answer stands with the case.',
  mentioned: (who: string) => `${who} mentions you`,
  mentionedLead: 'A note for colleagues. What you write there is read by whoever has the case.',
  wrote: (who: string) => `${who} wrote back`,
  wroteLead: 'It stands in the case.',
  wroteReopened: 'The case was closed and is open again, with a new deadline, so that somebody reads it.',
  wroteConfirmed: 'The customer had said that all is well; the case stays closed.',
  wroteFrom: (address: string) => `Sent from ${address}.`,
  cameBack: (who: string) => `Your mail to ${who} came back`,
  cameBackLead: (address: string) => `${address} takes no mail. Call or write, or find another address.`,
  cameBackReopened: 'The customer was not told, so the case is open again.',
  complaintNearly: (n: number) =>
    n === 1 ? 'The time for a complaint is running out' : `The time for ${n} complaints is running out`,
  complaintNearlyLead:
    'The rule they fall under sets these times. If it knows a longer one, say why it is needed.',
  complaintMissed: (n: number) =>
    n === 1 ? 'The time for a complaint has passed' : `The time for ${n} complaints has passed`,
  complaintMissedLead:
    'The customer may turn to somebody outside now. Answer today, and say that you are late.',
  complaintClocks: { acknowledge: 'acknowledge', answer: 'final response' },
  heldBack: (who: string) => `Your message to ${who} is held back`,
  heldLead:
    'Nothing was sent. Look at the case, then change the message, send it all the same, or cancel it.',
  heldBecause: {
    replied: 'The customer wrote after you had written it.',
    answered: 'The customer answered the question meanwhile.',
    reopened: 'The case was opened again meanwhile.',
    closed: 'The case was closed meanwhile.',
    happened_again: 'It happened to the customer again meanwhile.',
    merged: 'The customer was joined with another record meanwhile.',
    no_address: 'We have no e-mail address of this customer any more.',
    refused: 'The customer may no longer be written to by e-mail.',
    writer_gone: 'Whoever wrote it is no longer here.',
  },
  tookOver: (who: string) => `${who} stepped in for your customer`,
  tookOverLead: 'You need not do anything more about this case.',
  nominated: (who: string) => `${who} says this customer is yours`,
  nominatedLead: (owner: string, by: string) =>
    `${owner} keeps the customer meanwhile. Please accept, or say why not and whose it is, by ${by}. After that an arbiter rules.`,
  ruledYours: (who: string) => `${who} ruled: this customer is yours`,
  ruled: (owner: string) => `It was ruled whose this customer is: ${owner}`,
  ruledRule: 'The ruling holds for the next such case, too, until its review.',
  erased: (numbers: string) => `The customer of ${numbers} was erased`,
  erasedLead: (by: string) =>
    `${by} erased them. Nobody is left to be told, so what was open is closed; you need do nothing more.`,
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
  nearly: (n) =>
    n === 1 ? 'Ein Versprechen an einen Kunden läuft ab' : `${n} Versprechen an Kunden laufen ab`,
  nearlyLead:
    'Noch ist Zeit. Wenn Sie auf jemanden außerhalb warten, halten Sie den Fall an und sagen Sie es.',
  clocks: { acknowledge: 'bestätigen', act: 'etwas tun', tell: 'Kunden benachrichtigen' },
  held: (who) => `bei ${who}`,
  due: (at) => `war fällig ${at}`,
  saidNo: (who) => `${who} sagt: nicht in Ordnung gebracht`,
  saidNoLead: 'Der Fall ist wieder offen und hat eine neue Frist.',
  saidNoStillOpen: 'Der Fall ist noch offen.',
  saidYes: (who) => `${who} sagt: in Ordnung gebracht`,
  saidYesLead: 'Danke. Die Antwort steht beim Fall.',
  mentioned: (who) => `${who} erwähnt Sie`,
  mentionedLead: 'Eine Notiz für Kollegen. Was Sie dort schreiben, liest, wer den Fall hat.',
  wrote: (who) => `${who} hat geantwortet`,
  wroteLead: 'Die Antwort steht beim Fall.',
  wroteReopened: 'Der Fall war geschlossen und ist wieder offen, mit neuer Frist, damit es jemand liest.',
  wroteConfirmed: 'Der Kunde hatte gesagt, dass alles gut ist; der Fall bleibt geschlossen.',
  wroteFrom: (address) => `Gesendet von ${address}.`,
  cameBack: (who) => `Ihre E-Mail an ${who} kam zurück`,
  cameBackLead: (address) =>
    `${address} nimmt keine E-Mails an. Rufen Sie an, schreiben Sie, oder finden Sie eine andere Adresse.`,
  cameBackReopened: 'Der Kunde wurde nicht informiert; der Fall ist deshalb wieder offen.',
  complaintNearly: (n) =>
    n === 1 ? 'Die Zeit für eine Beschwerde läuft ab' : `Die Zeit für ${n} Beschwerden läuft ab`,
  complaintNearlyLead:
    'Die Regel, unter die sie fallen, setzt diese Fristen. Kennt sie eine längere, sagen Sie, warum es sie braucht.',
  complaintMissed: (n) =>
    n === 1 ? 'Die Frist einer Beschwerde ist verstrichen' : `Die Frist von ${n} Beschwerden ist verstrichen`,
  complaintMissedLead:
    'Der Kunde kann sich jetzt nach außen wenden. Antworten Sie heute, und sagen Sie, dass Sie sich verspäten.',
  complaintClocks: { acknowledge: 'Eingang bestätigen', answer: 'abschließende Antwort' },
  heldBack: (who) => `Ihre Nachricht an ${who} wird zurückgehalten`,
  heldLead:
    'Es wurde nichts gesendet. Sehen Sie sich den Fall an; dann ändern Sie die Nachricht, senden sie trotzdem oder verwerfen sie.',
  heldBecause: {
    replied: 'Der Kunde hat geschrieben, nachdem Sie sie verfasst hatten.',
    answered: 'Der Kunde hat die Frage inzwischen beantwortet.',
    reopened: 'Der Fall wurde inzwischen wieder geöffnet.',
    closed: 'Der Fall wurde inzwischen geschlossen.',
    happened_again: 'Es ist dem Kunden inzwischen wieder geschehen.',
    merged: 'Der Kunde wurde inzwischen mit einem anderen Datensatz zusammengeführt.',
    no_address: 'Von diesem Kunden gibt es keine E-Mail-Adresse mehr.',
    refused: 'Diesem Kunden darf nicht mehr gemailt werden.',
    writer_gone: 'Wer sie schrieb, ist nicht mehr da.',
  },
  tookOver: (who) => `${who} ist für Ihren Kunden eingesprungen`,
  tookOverLead: 'Sie müssen zu diesem Fall nichts weiter tun.',
  nominated: (who) => `${who} sagt, dieser Kunde gehört zu Ihnen`,
  nominatedLead: (owner, by) =>
    `${owner} behält den Kunden so lange. Bitte sagen Sie bis ${by} zu, oder warum nicht und wem er gehört. Danach entscheidet eine dritte Person.`,
  ruledYours: (who) => `${who} hat entschieden: Dieser Kunde gehört zu Ihnen`,
  ruled: (owner) => `Es ist entschieden, zu wem dieser Kunde gehört: ${owner}`,
  ruledRule: 'Die Entscheidung gilt auch für den nächsten solchen Fall, bis sie überprüft wird.',
  erased: (numbers) => `Der Kunde von ${numbers} wurde gelöscht`,
  erasedLead: (by) =>
    `${by} hat ihn gelöscht. Es gibt niemanden mehr zu benachrichtigen; was offen war, ist geschlossen. Sie müssen nichts weiter tun.`,
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

/** 24 November, of a day written as 2026-11-24. */
export function dayIn(...wishes: (string | null | undefined)[]): (on: string) => string {
  const format = new Intl.DateTimeFormat(languageOf(...wishes) === 'de' ? 'de-DE' : 'en-GB', {
    timeZone: 'UTC',
    day: 'numeric',
    month: 'long',
  });
  return (on) => format.format(new Date(`${on}T00:00:00Z`));
}
