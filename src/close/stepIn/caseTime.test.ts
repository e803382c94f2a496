import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stagesOf } from './caseTime.ts';

test('the stages cover the whole time once, whatever was met when', () => {
  const moment = fc.option(fc.integer({ min: -50, max: 250 }), { nil: null });
  fc.assert(
    fc.property(fc.array(moment, { minLength: 3, maxLength: 3 }), fc.nat(200), (met, end) => {
      const cuts = stagesOf(0, met, end);
      expect(cuts.map((cut) => cut.stage)).toEqual(['see', 'act', 'tell']);
      cuts.forEach((cut, i) => {
        expect(cut.until).toBeGreaterThanOrEqual(cut.from);
        expect(cut.from).toBe(i === 0 ? 0 : cuts[i - 1]?.until);
        expect(cut.until).toBeLessThanOrEqual(end);
      });
    }),
  );
});
