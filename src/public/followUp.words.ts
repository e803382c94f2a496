const en = {
  title: 'Did we put it right?',
  told: (who: string, day: string) => `What ${who} did for you, told on ${day}`,
  wrote: (who: string) => `What ${who} wrote to you`,
  yes: 'Yes, it is fine now',
  no: 'No, not yet',
  comment: 'Anything you want to add (optional)',
  score: 'How likely are you to recommend us now? (optional)',
  least: '0 · not at all likely',
  most: '10 · extremely likely',
  send: 'Send my answer',
  choose: 'Please choose yes or no first.',
  privacy: (who: string) =>
    `Your answer goes to ${who} and the people who look after your case. It can be given once.`,
  thanksYes: 'Thank you. Glad to hear it.',
  thanksYesText: 'Your case is settled. If it turns out otherwise, simply answer the mail.',
  thanksNo: 'Thank you for telling us.',
  thanksNoText: 'We are sorry. Your case is open again and somebody will get back to you.',
  already: (day: string) =>
    `We have your answer already, from ${day}. It stands as you gave it; to add something, simply answer the mail.`,
  yourAnswer: 'Your answer',
  expired: 'This link is no longer valid',
  expiredText:
    'It was sent more than 90 days ago. If something is still wrong, simply answer the mail it came with; a person reads it.',
  erased: 'This link opens nothing any more',
  erasedText: 'What it belonged to was erased. Nothing is left here that could be shown or answered.',
  unknown: 'We cannot find this page',
  unknownText:
    'The link may have been cut in two by the mail program. Try to copy the whole address from the mail, or simply answer the mail.',
};

const de: typeof en = {
  title: 'Haben wir es in Ordnung gebracht?',
  told: (who, day) => `Was ${who} für Sie getan hat, mitgeteilt am ${day}`,
  wrote: (who) => `Was ${who} Ihnen geschrieben hat`,
  yes: 'Ja, jetzt ist es gut',
  no: 'Nein, noch nicht',
  comment: 'Möchten Sie etwas dazu sagen? (freiwillig)',
  score: 'Wie wahrscheinlich empfehlen Sie uns jetzt weiter? (freiwillig)',
  least: '0 · sehr unwahrscheinlich',
  most: '10 · sehr wahrscheinlich',
  send: 'Antwort senden',
  choose: 'Bitte wählen Sie zuerst Ja oder Nein.',
  privacy: (who) =>
    `Ihre Antwort geht an ${who} und die Menschen, die sich um Ihren Fall kümmern. Sie können einmal antworten.`,
  thanksYes: 'Danke. Das freut uns.',
  thanksYesText: 'Ihr Fall ist erledigt. Sollte es doch anders sein, antworten Sie einfach auf die Mail.',
  thanksNo: 'Danke, dass Sie es sagen.',
  thanksNoText: 'Das tut uns leid. Ihr Fall ist wieder offen, und jemand meldet sich bei Ihnen.',
  already: (day) =>
    `Ihre Antwort vom ${day} haben wir schon. Sie gilt so, wie Sie sie gegeben haben; für mehr antworten Sie einfach auf die Mail.`,
  yourAnswer: 'Ihre Antwort',
  expired: 'Dieser Link gilt nicht mehr',
  expiredText:
    'Er wurde vor mehr als 90 Tagen verschickt. Stimmt etwas noch nicht, antworten Sie einfach auf die Mail; ein Mensch liest sie.',
  erased: 'Dieser Link öffnet nichts mehr',
  erasedText:
    'Wozu er gehörte, wurde gelöscht. Hier ist nichts mehr, was sich zeigen oder beantworten ließe.',
  unknown: 'Diese Seite finden wir nicht',
  unknownText:
    'Vielleicht hat das Mailprogramm den Link zerteilt. Kopieren Sie die ganze Adresse aus der Mail, oder antworten Sie einfach auf die Mail.',
};

export const followUpPageWords = { en, de };
