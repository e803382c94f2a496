import fc from 'fast-check';
import { expect, test } from 'vitest';
import { smooth } from './smooth.ts';

test('the curve never swings beyond the points it joins', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: 0, max: 100, noNaN: true }), { minLength: 2, maxLength: 9 }),
      (heights) => {
        const points = heights.map((y, i) => ({ x: i * 10, y }));
        const numbers = [...smooth(points).matchAll(/-?[\d.]+/g)].map((match) => Number(match[0]));
        // After the first point every six numbers are two handles and a point; a Bézier stays within their hull.
        for (let i = 0; i < points.length - 1; i++) {
          const [a, b] = [points[i]?.y ?? 0, points[i + 1]?.y ?? 0];
          for (const at of [numbers[2 + i * 6 + 1], numbers[2 + i * 6 + 3]]) {
            expect(at).toBeGreaterThanOrEqual(Math.min(a, b) - 0.1);
            expect(at).toBeLessThanOrEqual(Math.max(a, b) + 0.1);
          }
        }
      },
    ),
  );
});

test('nothing and one point', () => {
  expect(smooth([])).toBe('');
  expect(smooth([{ x: 1, y: 2 }])).toBe('M1 2');
});
