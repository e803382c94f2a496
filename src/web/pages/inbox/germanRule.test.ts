import { expect, test } from 'vitest';
import { germanRule, ruledBy } from './germanRule.ts';

const german = (said: string, rung = 'routed') =>
  germanRule(said, ruledBy.exec(said)!, { rung, rest: (reason) => `[${reason}]` });

test('what a rule did, in German; names stay as they are', () => {
  expect(german('the rule “Geld” names Nina Alder')).toBe('die Regel „Geld“ nennt Nina Alder');
  expect(german('the rule “Geld” sends it to Finance, in turn')).toBe(
    'die Regel „Geld“ schickt es an Finance, reihum',
  );
  expect(german('the rule “Geld” sends it to Finance: knows dutch and fibre, fewest open cases')).toBe(
    'die Regel „Geld“ schickt es an Finance: kann dutch and fibre, die wenigsten offenen Fälle',
  );
  expect(german('the rule “A” sends it to Billing, where “B” names Omar Beck')).toBe(
    'die Regel „A“ schickt es an Billing, dort „B“: nennt Omar Beck',
  );
  expect(german('Omar Beck has left; the rule “Nina” names Nina Alder')).toBe(
    'Omar Beck ist nicht mehr da; die Regel „Nina“ nennt Nina Alder',
  );
  expect(german('acting for Omar Beck until 2026-03-09, the rule “O” names Omar Beck')).toBe(
    'in Vertretung von Omar Beck bis 2026-03-09, die Regel „O“ nennt Omar Beck',
  );
});

test('where it could not be heeded, and whose it is then', () => {
  expect(
    german('the rule “O” names Omar Beck, who has left; responsible for First bill', 'responsible'),
  ).toBe('die Regel „O“ nennt Omar Beck, die oder der nicht mehr da ist; [responsible for First bill]');
  expect(german('the rule “O” leaves it to the ledger; responsible for First bill', 'responsible')).toBe(
    'die Regel „O“ überlässt es dem Verzeichnis; [responsible for First bill]',
  );
  expect(
    german(
      'the rule “T” sends it to Billing, where nobody who is there knows dutch; accountable for the phase Start',
      'phase',
    ),
  ).toBe(
    'die Regel „T“ schickt es an Billing, wo niemand, der da ist, dutch kann; [accountable for the phase Start]',
  );
});
