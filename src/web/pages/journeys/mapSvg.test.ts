import { expect, test } from 'vitest';
import { mapSvg, type Picture } from './mapSvg.ts';

const picture: Picture = {
  title: 'Join <script>alert(1)</script>',
  sentence: 'From first look & first bill',
  footer: 'Halden',
  words: { experience: 'Experience', touchpoints: 'Touchpoints', before: 'before', nobody: 'nobody' },
  phases: [
    {
      name: 'Look',
      prospect: true,
      felt: 10,
      expected: 20,
      assumed: -1,
      touchpoints: [{ name: 'A'.repeat(200), moment: true, figure: '+10', tone: 'good', owner: '' }],
    },
    { name: 'Buy', prospect: false, felt: null, expected: null, assumed: null, touchpoints: [] },
  ],
  lanes: [{ name: 'Pain', tone: 'bad', notes: [['Too "dear"', 'word '.repeat(60)], []] }],
};

test('everything of the map stands in the picture, as text and nothing else, inside its column', () => {
  const { svg, width, height } = mapSvg(picture, (text, size) => text.length * size * 0.6);
  expect(svg).toContain('Join &lt;script&gt;alert(1)&lt;/script&gt;');
  expect(svg).toContain('Too &quot;dear&quot;');
  expect(svg).not.toMatch(/<script|NaN|undefined|Infinity/);
  expect(width).toBe(110 + 2 * 210);
  expect(height).toBeGreaterThan(400);
  const lines = [...svg.matchAll(/<text[^>]*font-size="13"[^>]*>(A+)</g)].map((found) => found[1] ?? '');
  expect(lines.join('')).toBe('A'.repeat(200));
  expect(lines.every((line) => line.length * 13 * 0.6 <= 210 - 24 - 20)).toBe(true);
});
