/** What colleagues are told of an incident. */
export interface IncidentWords {
  nowhere: string;
  title: (n: number, place: string, cases: number) => string;
  lead: (cases: number, place: string, minutes: number) => string;
  grown: (cases: number, place: string) => string;
  level: { owner: string; above: string };
  cases: string;
  open: string;
  digest: (n: number, number: number, place: string) => string;
  digestLead: (number: number, place: string) => string;
}

export const incidentWords: Record<'en' | 'de', IncidentWords> = {
  en: {
    nowhere: 'no known touchpoint',
    title: (n, place, cases) => `Incident #${n}: ${cases} cases at ${place}`,
    lead: (cases, place, minutes) =>
      `${cases} customers became a case at ${place} within ${minutes} minutes. That is one thing, not ${cases}: find what is broken there first.`,
    grown: (cases, place) => `It has grown to ${cases} cases at ${place}.`,
    level: {
      owner: 'You are accountable for it. You will not get a mail for each case.',
      above: 'It has outgrown whoever is accountable, so you are told as well.',
    },
    cases:
      'Each case has its owner. Once you know what happened, tell all customers at once from the incident’s page; each is told by name.',
    open: 'Open the incident',
    digest: (n, number, place) => `${n} ${n === 1 ? 'case' : 'cases'} of incident #${number} (${place})`,
    digestLead: (number, place) =>
      `They came with incident #${number} at ${place} and are yours. One mail instead of one for each.`,
  },
  de: {
    nowhere: 'keinem bekannten Kontaktpunkt',
    title: (n, place, cases) => `Vorfall #${n}: ${cases} Fälle bei ${place}`,
    lead: (cases, place, minutes) =>
      `${cases} Kunden wurden binnen ${minutes} Minuten ein Fall bei ${place}. Das ist eine Sache, nicht ${cases}: Suchen Sie zuerst, was dort nicht geht.`,
    grown: (cases, place) => `Er ist auf ${cases} Fälle bei ${place} gewachsen.`,
    level: {
      owner: 'Sie sind dafür verantwortlich. Sie erhalten nicht für jeden Fall eine Mail.',
      above:
        'Er ist größer geworden, als die verantwortliche Person allein tragen kann; deshalb erfahren auch Sie davon.',
    },
    cases:
      'Jeder Fall hat seine Person. Wenn Sie wissen, was geschah, sagen Sie es von der Seite des Vorfalls allen Kunden auf einmal; alle mit Namen.',
    open: 'Vorfall öffnen',
    digest: (n, number, place) => `${n} ${n === 1 ? 'Fall' : 'Fälle'} aus Vorfall #${number} (${place})`,
    digestLead: (number, place) =>
      `Sie kamen mit Vorfall #${number} bei ${place} und sind Ihre. Eine Mail statt einer für jeden.`,
  },
};
