const en = {
  helped: (who: string) => `${who} says you put it right`,
  helpedLead:
    'You stepped in, and the customer says it helped. Your colleagues can see it and say thanks; you may hide it.',
  thanked: (who: string) => `${who} thanks you`,
  hideLead: 'It stands in the feed of thanks. If you would rather keep it to yourself, hide it there.',
  open: 'Open the thanks',
};

const de: typeof en = {
  helped: (who) => `${who} sagt: Sie haben es in Ordnung gebracht`,
  helpedLead:
    'Sie sind eingesprungen, und der Kunde sagt, es hat geholfen. Ihre Kolleg:innen sehen es und können danken; Sie können es verbergen.',
  thanked: (who) => `${who} dankt Ihnen`,
  hideLead: 'Es steht unter Dank. Möchten Sie es für sich behalten, verbergen Sie es dort.',
  open: 'Dank öffnen',
};

/** What mails about thanks say. */
export const thanksWords = { en, de };
