import { messages } from '../i18n/messages.ts';

export const useEntranceWords = messages({
  en: {
    question: 'Who owns the customer experience?',
    promise:
      'Onus answers with data, and makes the answer stick: one accountable person for every touchpoint, every day.',
    seatNote: 'A dashed seat is a touchpoint that nobody answers for.',
    signIn: 'Sign in',
    signInTo: (company: string) => `Sign in to ${company}`,
    email: 'E-mail',
    password: 'Password',
    magic: 'Send me a sign-in link instead',
    magicNeedsEmail: 'Type your e-mail address first; the link goes there.',
    magicSent: (email: string) =>
      `If ${email} is known here, a link is on its way. It works once, for 15 minutes.`,
    expired: 'Your session has ended. Sign in and you are back where you were.',
    linkExpired: 'This link was used already or is too old. Ask for a new one.',
    demoTitle: (company: string) => `Look at ${company} as …`,
    demoSentence:
      'An example company with two years of customers, journeys and trouble. Choose whose eyes to see it through.',
    demoOr: 'or sign in with your own account',
    roles: {
      sponsor: 'Executive sponsor',
      cx_lead: 'CX lead',
      department_head: 'Department head',
      member: 'Front line',
      analyst: 'Analyst',
      data_steward: 'Data steward',
      admin: 'Administrator',
    },
  },
  de: {
    question: 'Wem gehört das Kundenerlebnis?',
    promise:
      'Onus antwortet mit Daten und sorgt dafür, dass die Antwort hält: eine verantwortliche Person für jeden Kontaktpunkt, an jedem Tag.',
    seatNote: 'Ein gestrichelter Platz ist ein Kontaktpunkt, für den niemand einsteht.',
    signIn: 'Anmelden',
    signInTo: (company) => `Bei ${company} anmelden`,
    email: 'E-Mail',
    password: 'Passwort',
    magic: 'Stattdessen einen Anmeldelink senden',
    magicNeedsEmail: 'Geben Sie zuerst Ihre E-Mail-Adresse ein; dorthin geht der Link.',
    magicSent: (email) =>
      `Wenn ${email} hier bekannt ist, ist ein Link unterwegs. Er gilt einmal, 15 Minuten lang.`,
    expired: 'Ihre Sitzung ist abgelaufen. Melden Sie sich an, dann geht es dort weiter, wo Sie waren.',
    linkExpired: 'Dieser Link wurde schon benutzt oder ist zu alt. Fordern Sie einen neuen an.',
    demoTitle: (company) => `${company} ansehen als …`,
    demoSentence:
      'Ein Beispielunternehmen mit zwei Jahren Kunden, Reisen und Ärger. Wählen Sie, mit wessen Augen.',
    demoOr: 'oder mit dem eigenen Konto anmelden',
    roles: {
      sponsor: 'Schirmherrschaft im Vorstand',
      cx_lead: 'CX-Leitung',
      department_head: 'Abteilungsleitung',
      member: 'Kundenkontakt',
      analyst: 'Analyse',
      data_steward: 'Datenpflege',
      admin: 'Administration',
    },
  },
});
