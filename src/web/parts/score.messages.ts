import { messages } from '../i18n/messages.ts';

export const useScoreWords = messages({
  en: {
    suppressed: 'too few',
    none: 'no answers',
    few: 'few answers',
    whyNot: 'Fewer than five answers are never shown, so that nobody can be recognised by them.',
    tones: { good: 'good', pass: 'passive', bad: 'bad', few: 'few answers' },
  },
  de: {
    suppressed: 'zu wenige',
    none: 'keine Antworten',
    few: 'wenige Antworten',
    whyNot: 'Weniger als fünf Antworten werden nie gezeigt, damit daran niemand zu erkennen ist.',
    tones: { good: 'gut', pass: 'mittel', bad: 'schlecht', few: 'wenige Antworten' },
  },
});
