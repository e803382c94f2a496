import { languageOf } from './notice.words.ts';

const en = {
  hello: (name: string) => `Hello ${name},`,
  begun: (who: string, until: string) => `You act for ${who} until ${until}`,
  away: (who: string) => `${who} is away, and what is theirs comes to you meanwhile.`,
  passed: (who: string, what: string | null) => `${who} passed ${what ?? 'everything of theirs'} on to you.`,
  returns: (who: string, until: string) =>
    `On ${until} it returns to ${who} by itself. ${who} stays accountable.`,
  returned: 'It is yours again',
  acted: (who: string, what: string | null, since: string) =>
    `${who} acted for you${what ? ` at ${what}` : ''} since ${since}. From today it is yours again. What came to ${who} meanwhile stays there until it is closed.`,
  reason: (text: string) => `Reason: ${text}`,
  open: (n: number) =>
    n === 0
      ? 'No customer waits at the moment.'
      : n === 1
        ? 'One customer waits:'
        : `${n} customers wait, the first due on top:`,
};

const de: typeof en = {
  hello: (name) => `Guten Tag ${name},`,
  begun: (who, until) => `Sie vertreten ${who} bis vor ${until}`,
  away: (who) => `${who} ist nicht da; was dieser Person gehört, kommt so lange zu Ihnen.`,
  passed: (who, what) => `${who} hat ${what ?? 'alles, was dieser Person gehört,'} an Sie weitergegeben.`,
  returns: (who, until) =>
    `Am ${until} geht es von selbst an ${who} zurück. Verantwortlich bleibt ${who} auch so lange.`,
  returned: 'Es gehört wieder Ihnen',
  acted: (who, what, since) =>
    `${who} hat Sie${what ? ` bei ${what}` : ''} seit ${since} vertreten. Ab heute gehört es wieder Ihnen. Was so lange zu ${who} kam, bleibt dort, bis es geschlossen ist.`,
  reason: (text) => `Grund: ${text}`,
  open: (n) =>
    n === 0
      ? 'Zurzeit wartet kein Kunde.'
      : n === 1
        ? 'Ein Kunde wartet:'
        : `${n} Kunden warten, der dringendste zuerst:`,
};

export function coverWords(...wishes: (string | null | undefined)[]): typeof en {
  return languageOf(...wishes) === 'de' ? de : en;
}
