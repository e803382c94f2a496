import { ZodError } from 'zod';
import { Refusal } from '../platform/errors.ts';
import { foreseen, problemOf } from '../platform/http/problem.ts';

/** 0 done · 1 refused or failed · 2 wrong use · 3 done, but rows were rejected. */
export const exit = { done: 0, refused: 1, usage: 2, rejected: 3 } as const;

export interface Output {
  json?: boolean | undefined;
}

/** The result on standard output: for programs as JSON, else the words. */
export function say(output: Output, result: unknown, words: string): void {
  process.stdout.write(output.json ? `${JSON.stringify(result, null, 2)}\n` : `${words}\n`);
}

/** A refusal on standard error (JSON too, so that standard output stays the result), and the exit code. */
export function sayError(output: Output, error: unknown): number {
  const refusal = error instanceof Refusal || error instanceof ZodError ? foreseen(error) : undefined;
  if (refusal) {
    process.stderr.write(output.json ? `${JSON.stringify(problemOf(refusal))}\n` : `${refusal.message}\n`);
  } else {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  }
  return exit.refused;
}

/** Columns as wide as their widest value. */
export function table(rows: (string | number | null)[][]): string {
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach((value, i) => {
      widths[i] = Math.max(widths[i] ?? 0, String(value ?? '').length);
    });
  }
  return rows
    .map((row) =>
      row
        .map((value, i) => String(value ?? '').padEnd(widths[i] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
