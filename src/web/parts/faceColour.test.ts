import { expect, test } from 'vitest';
import { colourOf, initialsOf } from './faceColour.ts';

const light = (hex: string) =>
  [1, 3, 5]
    .map((i) => Number.parseInt(hex.slice(i, i + 2), 16) / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
    .reduce((sum, c, i) => sum + c * ([0.2126, 0.7152, 0.0722][i] ?? 0), 0);

test('white initials reach 4.5:1 on every colour a name can get', () => {
  const colours = new Set(Array.from({ length: 500 }, (_, i) => colourOf(`Person ${i}`)));
  expect(colours.size).toBe(12);
  for (const colour of colours) expect(1.05 / (light(colour) + 0.05)).toBeGreaterThanOrEqual(4.5);
});

test('the same name keeps its colour', () => {
  expect(colourOf('Jonas Nowak')).toBe(colourOf('Jonas Nowak'));
});

test.each([
  ['Dr. Mara Lindqvist', 'ML'],
  ['Café Morgen GmbH', 'CM'],
  ['Asta Krüger', 'AK'],
  ['Ada', 'AD'],
  ['Åsa-Lena Öberg', 'ÅÖ'],
  ['', '?'],
])('%s → %s', (name, initials) => {
  expect(initialsOf(name)).toBe(initials);
});
