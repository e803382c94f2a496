import { messages } from '../i18n/messages.ts';

export const useLiveWords = messages({
  en: {
    notices: 'Notices',
    bell: (n: number) =>
      n === 0 ? 'Notices, none unread' : `Notices, ${n > 99 ? 'more than 99' : n} unread`,
    sentence: (n: number) =>
      n === 0
        ? 'You have read everything.'
        : n === 1
          ? 'One is unread.'
          : `${n > 99 ? 'More than 99' : n} are unread.`,
    readAll: 'Mark all as read',
    all: 'All notices',
    settings: 'What I am told',
    none: 'Nothing yet',
    noneText:
      'Here stands what concerns you: cases that become yours, deadlines, mentions, what customers answer.',
    more: 'Show more',
    unread: 'unread',
    lost: 'Not live at the moment; looks every 15 s',
    here: (names: string) =>
      `${names} ${names.includes(', ') || names.includes(' and ') ? 'are' : 'is'} here`,
    writing: (names: string) => `${names} ${names.includes(' and ') ? 'are' : 'is'} writing…`,
    and: ' and ',
  },
  de: {
    notices: 'Hinweise',
    bell: (n) => (n === 0 ? 'Hinweise, keine ungelesen' : `Hinweise, ${n > 99 ? 'über 99' : n} ungelesen`),
    sentence: (n) =>
      n === 0
        ? 'Sie haben alles gelesen.'
        : n === 1
          ? 'Einer ist ungelesen.'
          : `${n > 99 ? 'Über 99' : n} sind ungelesen.`,
    readAll: 'Alle als gelesen markieren',
    all: 'Alle Hinweise',
    settings: 'Was ich erfahre',
    none: 'Noch nichts',
    noneText:
      'Hier steht, was Sie betrifft: Fälle, die Ihnen gehören, Fristen, Erwähnungen, Antworten von Kunden.',
    more: 'Weitere zeigen',
    unread: 'ungelesen',
    lost: 'Gerade nicht live; schaut alle 15 s nach',
    here: (names) => `${names} ${names.includes(' und ') ? 'sind' : 'ist'} auch hier`,
    writing: (names) => `${names} ${names.includes(' und ') ? 'schreiben' : 'schreibt'}…`,
    and: ' und ',
  },
});
