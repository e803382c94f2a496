import { count, messages } from '../../i18n/messages.ts';

export const useInboxWords = messages({
  en: {
    title: 'Inbox',
    waiting: (n: number, late: number) =>
      n === 0
        ? 'No customer waits for you right now.'
        : `${count(n, 'customer waits', 'customers wait')} for you${late > 0 ? `, ${late} longer than promised` : ', nobody longer than promised'}.`,
    views: { mine: 'Mine', offered: 'Offered to me', all: 'All open', closed: 'Closed' },
    search: 'Name, words or number',
    filter: 'Filter',
    filters: (n: number) => `${n} active`,
    clear: 'Clear all',
    only: 'Only',
    any: 'all',
    onlyUrgent: 'urgent',
    onlyOverdue: 'overdue',
    touchpoint: 'Touchpoint',
    department: 'Department',
    list: 'Cases',
    more: 'Show more',
    keys: 'j k move · o open · r write · a action · n note · h hand over · p pause · m not mine · s step in · e close',
    file: 'CSV',
    empty: {
      mine: [
        'Customers who wait for you',
        'When a customer gives a bad score, asks for contact, or something fails, the case comes to the person responsible. Yours will stand here, the nearest deadline first.',
      ],
      offered: [
        'Hand-overs that wait for your answer',
        'When a colleague asks you to take over a customer, it stands here until you accept or decline. Until then the colleague keeps it.',
      ],
      all: [
        'Every open case',
        'Nobody waits anywhere in the company. Cases open by themselves from the answers and events that come in.',
      ],
      closed: [
        'Closed cases',
        'Cases whose customers were told what was done, or where telling was waived with a reason.',
      ],
    },
    nothing: ['No such case', 'Nothing here matches what you search and filter by.'],
    seeAll: 'See all open cases',
    pick: ['Choose a case', 'It opens here, beside the list. With the keyboard: j and k.'],
    unnamed: 'Unnamed customer',
    notPlaced: 'not placed on a journey',
    facts: (n: number) => `${n} times`,
    passed: (n: number) => `changed hands ${n === 1 ? 'once' : `${n} times`}`,
    reopened: (n: number) => `reopened ${n === 1 ? 'once' : `${n} times`}`,
    state: {
      open: 'open',
      closed: 'closed',
      confirmed: 'confirmed by the customer',
      unconfirmed: 'closed, unconfirmed',
    },
    told: 'told',
    quoted: (text: string) => `“${text}”`,
    urgent: 'urgent',
    offeredTo: (who: string) => `offered to ${who}`,
    back: 'Back to the list',
  },
  de: {
    title: 'Eingang',
    waiting: (n, late) =>
      n === 0
        ? 'Gerade wartet kein Kunde auf Sie.'
        : `${count(n, 'Kunde wartet', 'Kunden warten')} auf Sie${late > 0 ? `, davon ${late} länger als versprochen` : ', niemand länger als versprochen'}.`,
    views: { mine: 'Meine', offered: 'Mir angeboten', all: 'Alle offenen', closed: 'Geschlossen' },
    search: 'Name, Wörter oder Nummer',
    filter: 'Filter',
    filters: (n) => `${n} aktiv`,
    clear: 'Alle zurücksetzen',
    only: 'Nur',
    any: 'alle',
    onlyUrgent: 'dringende',
    onlyOverdue: 'überfällige',
    touchpoint: 'Kontaktpunkt',
    department: 'Abteilung',
    list: 'Fälle',
    more: 'Mehr zeigen',
    keys: 'j k bewegen · o öffnen · r schreiben · a Maßnahme · n Notiz · h übergeben · p anhalten · m nicht meins · s einspringen · e schließen',
    file: 'CSV',
    empty: {
      mine: [
        'Kunden, die auf Sie warten',
        'Gibt ein Kunde eine schlechte Note, wünscht Kontakt oder geht etwas schief, kommt der Fall zur zuständigen Person. Ihre stehen hier, die nächste Frist zuerst.',
      ],
      offered: [
        'Übergaben, die auf Ihre Antwort warten',
        'Bittet Sie jemand, einen Kunden zu übernehmen, steht es hier, bis Sie zusagen oder ablehnen. Bis dahin behält ihn, wer ihn hat.',
      ],
      all: [
        'Alle offenen Fälle',
        'Im ganzen Unternehmen wartet niemand. Fälle öffnen sich von selbst aus den Antworten und Ereignissen, die eingehen.',
      ],
      closed: [
        'Geschlossene Fälle',
        'Fälle, deren Kunden erfahren haben, was getan wurde, oder bei denen mit Grund darauf verzichtet wurde.',
      ],
    },
    nothing: ['Kein solcher Fall', 'Nichts passt zu dem, wonach Sie suchen und filtern.'],
    seeAll: 'Alle offenen Fälle ansehen',
    pick: ['Wählen Sie einen Fall', 'Er öffnet sich hier neben der Liste. Mit der Tastatur: j und k.'],
    unnamed: 'Kunde ohne Namen',
    notPlaced: 'keiner Reise zugeordnet',
    facts: (n) => `${n}-mal`,
    passed: (n) => (n === 1 ? 'einmal übergeben' : `${n}-mal übergeben`),
    reopened: (n) => (n === 1 ? 'einmal wieder geöffnet' : `${n}-mal wieder geöffnet`),
    state: {
      open: 'offen',
      closed: 'geschlossen',
      confirmed: 'vom Kunden bestätigt',
      unconfirmed: 'geschlossen, unbestätigt',
    },
    told: 'informiert',
    quoted: (text) => `„${text}“`,
    urgent: 'dringend',
    offeredTo: (who) => `${who} angeboten`,
    back: 'Zurück zur Liste',
  },
});
