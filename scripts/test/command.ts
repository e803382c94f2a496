import { spawn } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

export interface Result {
  passed: number;
  failed: number;
  /** The failed tests, where the check knows them one by one. */
  names?: string[];
}

const bin = join(import.meta.dirname, '..', '..', 'node_modules', '.bin');

/** A quarter of an hour: far more than any step needs, so that a step that hangs is a failure and not a stalled build. */
const limit = 15 * 60_000;

/** One command is one check: it passes when it ends with 0. What it says is shown when it does not. */
export async function command(what: string, program: string, ...args: string[]): Promise<Result> {
  const began = Date.now();
  const { code, words } = await run(program, args, { quiet: true });
  const took = `${((Date.now() - began) / 1000).toFixed(1)} s`;
  console.log(`${code === 0 ? '✓' : '✗'} ${what} (${took})`);
  if (code !== 0) console.log(process.stdout.isTTY ? words : stripVTControlCharacters(words));
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/** Runs a program of this project, on the Node of this project. A signal or a hang is a code other than 0. */
export function run(
  program: string,
  args: string[],
  options: { quiet: boolean },
): Promise<{ code: number; words: string }> {
  const env = { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH ?? ''}` };
  const out = options.quiet ? 'pipe' : 'inherit';
  return new Promise((ended) => {
    const child = spawn(program, args, { env, stdio: ['ignore', out, out], timeout: limit });
    let words = '';
    child.stdout?.on('data', (text) => {
      words += text;
    });
    child.stderr?.on('data', (text) => {
      words += text;
    });
    child.on('error', (error) => ended({ code: 1, words: String(error) }));
    child.on('close', (code, signal) =>
      ended({ code: code ?? 1, words: signal ? `${words}\nended by ${signal}` : words }),
    );
  });
}
