const en = {
  whose: 'Whose customer is this?',
  third: (giver: string, wanted: string) =>
    `It would change hands for the third time, so you are asked first, as accountable for where it happened. ${giver} thought of ${wanted}. Take it, or decline and say whose it is.`,
  away: (wanted: string) => `${wanted} is away and you act for them, so you are asked.`,
  givesBack: (giver: string) => `${giver} hands a customer back to you`,
  soFar: 'What was said and done last:',
  kinds: { note: 'Note', action: 'Done', message: 'To the customer', wrote: 'From the customer' },
  gone: (who: string) => `${who} is not here any more; the customer stays with you`,
  lapsed: (who: string) => `${who} did not answer; the customer stays with you`,
};

const de: typeof en = {
  whose: 'Wessen Kunde ist das?',
  third: (giver, wanted) =>
    `Der Fall würde zum dritten Mal die Hände wechseln, deshalb werden zuerst Sie gefragt, als verantwortlich für den Ort des Geschehens. ${giver} dachte an ${wanted}. Übernehmen Sie ihn, oder lehnen Sie ab und sagen Sie, wem er gehört.`,
  away: (wanted) => `${wanted} ist abwesend und Sie vertreten, deshalb werden Sie gefragt.`,
  givesBack: (giver) => `${giver} gibt einen Kunden an Sie zurück`,
  soFar: 'Was zuletzt gesagt und getan wurde:',
  kinds: { note: 'Notiz', action: 'Getan', message: 'An den Kunden', wrote: 'Vom Kunden' },
  gone: (who) => `${who} ist nicht mehr da; der Kunde bleibt bei Ihnen`,
  lapsed: (who) => `${who} hat nicht geantwortet; der Kunde bleibt bei Ihnen`,
};

/** What mails about a hand-over say beside the words every notice has. */
export const offerWords = { en, de };
