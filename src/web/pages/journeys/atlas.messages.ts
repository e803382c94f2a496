import { count, messages } from '../../i18n/messages.ts';

export const useAtlasWords = messages({
  en: {
    search: 'Search journeys',
    persona: 'Persona',
    show: 'Show',
    shows: {
      gaps: 'with empty seats',
      warnings: 'with a warning',
      comments: 'with open comments',
    } as Record<string, string>,
    sort: 'Order',
    drawn: 'as drawn',
    sorts: { worst: 'worst first', volume: 'most traffic first' } as Record<string, string>,
    worst: (phase: string) => `worst: ${phase}`,
    traffic: (n: string) => `${n} moments`,
    failed: (share: string) => `${share} failed`,
    parts: (n: number) => count(n, 'part', 'parts'),
    comments: (n: number) => count(n, 'open comment', 'open comments'),
    noneFound: 'No journey matches. Clear the filters to see all.',
    partOf: (name: string) => `part of ${name}`,
  },
  de: {
    search: 'Reisen suchen',
    persona: 'Persona',
    show: 'Zeigen',
    shows: {
      gaps: 'mit leeren Plätzen',
      warnings: 'mit einem Hinweis',
      comments: 'mit offenen Kommentaren',
    },
    sort: 'Reihenfolge',
    drawn: 'wie gezeichnet',
    sorts: { worst: 'schlechteste zuerst', volume: 'meiste Bewegung zuerst' },
    worst: (phase) => `am schlechtesten: ${phase}`,
    traffic: (n) => `${n} Momente`,
    failed: (share) => `${share} misslungen`,
    parts: (n) => count(n, 'Teil', 'Teile'),
    comments: (n) => count(n, 'offener Kommentar', 'offene Kommentare'),
    noneFound: 'Keine Reise passt. Setzen Sie die Filter zurück, um alle zu sehen.',
    partOf: (name) => `Teil von ${name}`,
  },
});
