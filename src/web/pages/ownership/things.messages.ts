import { count, messages } from '../../i18n/messages.ts';

export const useThingsWords = messages({
  en: {
    what: 'What the rows are',
    touchpoints: 'Touchpoints',
    many: { metrics: 'Metrics', sources: 'Data sets', promises: 'Promises' },
    one: { metrics: 'Metric', sources: 'Data set', promises: 'Promise' },
    sentence: {
      metrics: (some: number, all: number, yes: number) => says(some, count(all, 'metric', 'metrics'), yes),
      sources: (some: number, all: number, yes: number) =>
        says(some, count(all, 'data set', 'data sets'), yes),
      promises: (some: number, all: number, yes: number) =>
        says(some, count(all, 'promise', 'promises'), yes),
    },
    gaps: (n: number) => (n === 1 ? 'One does not.' : `${n} do not.`),
    noGaps: 'None is left over.',
    empty: {
      metrics: 'Nothing is measured yet.',
      sources: 'No data set has come in yet.',
      promises: 'No promise is written down yet.',
    },
    which: 'Which rows',
    all: 'All of them',
    noneHere: 'Nothing stands here.',
    selected: (n: number) => `${n} selected`,
    changed: (n: number) => `${n} changed.`,
  },
  de: {
    what: 'Was die Zeilen sind',
    touchpoints: 'Kontaktpunkte',
    many: { metrics: 'Kennzahlen', sources: 'Datenquellen', promises: 'Versprechen' },
    one: { metrics: 'Kennzahl', sources: 'Datenquelle', promises: 'Versprechen' },
    sentence: {
      metrics: (some, all, yes) => sagt(some, count(all, 'Kennzahl', 'Kennzahlen'), yes),
      sources: (some, all, yes) => sagt(some, count(all, 'Datenquelle', 'Datenquellen'), yes),
      promises: (some, all, yes) => sagt(some, count(all, 'Versprechen', 'Versprechen'), yes),
    },
    gaps: (n) => (n === 1 ? 'Bei einem Eintrag fehlt sie.' : `Bei ${n} Einträgen fehlt sie.`),
    noGaps: 'Keiner bleibt übrig.',
    empty: {
      metrics: 'Es wird noch nichts gemessen.',
      sources: 'Es ist noch keine Datenquelle angebunden.',
      promises: 'Es ist noch kein Versprechen aufgeschrieben.',
    },
    which: 'Welche Zeilen',
    all: 'Alle',
    noneHere: 'Hier steht nichts.',
    selected: (n) => `${n} ausgewählt`,
    changed: (n) => `${n} geändert.`,
  },
});

function says(some: number, all: string, yes: number): string {
  return `${some} of ${all} ${some === 1 ? 'has' : 'have'} exactly one accountable person; ${yes} of them said yes.`;
}

function sagt(some: number, all: string, yes: number): string {
  return `${some} von ${all} ${some === 1 ? 'hat' : 'haben'} genau eine verantwortliche Person; ${yes} davon ${yes === 1 ? 'hat' : 'haben'} Ja gesagt.`;
}
