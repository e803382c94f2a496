import type { Connection } from './connect.ts';
import { exit, type Output, say } from './say.ts';

interface Verdict {
  ok: boolean;
  metrics: number;
  differing: Record<string, unknown>[];
}

/** Recounts every cell from the facts; exit code 1 where one differs. */
export async function verifyCells(api: Connection, output: Output): Promise<number> {
  const verdict = await api.ask<Verdict>('GET', '/cells/verification');
  const shown = verdict.differing.slice(0, 20).map((one) => JSON.stringify(one));
  say(
    output,
    verdict,
    verdict.ok
      ? `Every cell of ${verdict.metrics} metrics agrees with the facts.`
      : `${verdict.differing.length} cells differ from the facts:\n${shown.join('\n')}`,
  );
  return verdict.ok ? exit.done : exit.refused;
}
