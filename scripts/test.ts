// Everything that must hold before a change is good, in the order in which it is quickest to be told.
// `npm test` runs all; `npm test -- types unit` only these. Vitest's own arguments go after a check's name:
// `npm test -- pglite src/close`.

import { command, type Result } from './test/command.ts';
import { leg } from './test/leg.ts';

const checks: Record<string, (rest: string[]) => Promise<Result>> = {
  types: () => command('The types of the server hold', 'tsc', '--project', '.'),
  'web-types': () => command('The types of the pages hold', 'tsc', '--project', 'src/web'),
  style: () => command('Format and lint find nothing', 'biome', 'ci', '--error-on-warnings', '.'),
  layers: () => command('Nobody imports whom they may not', 'node', 'scripts/layers/layers.ts'),
  dead: () => command('No file, export or package is unused', 'knip'),
  unit: (rest) => leg('Rules and shapes', 'unit', rest),
  pglite: (rest) => leg('The rooms on PGlite', 'pglite', rest),
  'pglite-whole': (rest) => leg('The whole product on PGlite', 'pglite-whole', rest),
  postgres: (rest) => leg('The rooms on PostgreSQL', 'postgres', rest),
  e2e: (rest) => leg('A person in the browser', 'e2e', rest),
  cases: (rest) => leg('A case in the browser', 'cases', rest),
  accessibility: (rest) => leg('Every page, for everybody', 'accessibility', rest),
};

const [wanted, rest] = choose(process.argv.slice(2));
let passed = 0;
let failed = 0;
const wrong: string[] = [];
for (const name of wanted) {
  const check = checks[name] as (rest: string[]) => Promise<Result>;
  const result: Result = await check(rest).catch((error: Error) => ({
    passed: 0,
    failed: 1,
    names: [String(error.stack)],
  }));
  passed += result.passed;
  failed += result.failed;
  if (result.failed > 0) wrong.push(name, ...(result.names ?? []).map((test) => `  ${test}`));
}
if (wrong.length > 0) console.log(`\nNot good:\n${wrong.join('\n')}`);
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;

function choose(asked: string[]): [string[], string[]] {
  const names = asked.filter((word) => word in checks);
  const rest = asked.filter((word) => !(word in checks));
  if (names.length === 0 && rest.length > 0) {
    console.error(`There is no check “${rest[0]}”. There are: ${Object.keys(checks).join(', ')}.`);
    console.log('\n0 passed, 1 failed');
    process.exit(2);
  }
  return [names.length > 0 ? names : Object.keys(checks), rest];
}
