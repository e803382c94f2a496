// Every bench, one after the other, each in a process of its own. `--engine` is handed on; sizes are each bench's usual ones.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { say } from './figure.ts';

const benches = [
  'loop',
  'readings',
  'atlas',
  'seams',
  'flow',
  'ledger',
  'findings',
  'greyAreas',
  'inbox',
  'intake',
  'segment',
  'survey',
  'surveyPage',
  'live',
  'export',
  'idle',
  'demo',
  'faults',
];
const given = process.argv.slice(2);

for (const name of benches) {
  say(`— ${name}`);
  const file = join(import.meta.dirname, `${name}.ts`);
  const running = spawn(process.execPath, [file, ...given], { stdio: 'inherit' });
  const code = await new Promise((resolve) => running.once('exit', resolve));
  if (code !== 0) process.exitCode = 1;
}
