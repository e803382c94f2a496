import type { Erasure } from '../govern/erasure/erasure.ts';
import type { Connection } from './connect.ts';
import { exit, type Output, say, table } from './say.ts';

/** Without a reason nothing is done: it says what would go. */
export async function eraseCustomer(
  api: Connection,
  output: Output,
  given: { customer: string; reason?: string | undefined },
): Promise<number> {
  const path = `/customers/${encodeURIComponent(given.customer)}/erasure`;
  const found = given.reason
    ? await api.ask<Erasure>('POST', path, { body: { reason: given.reason } })
    : await api.ask<Erasure>('GET', path);
  const { goes, stays, open, erased } = found;
  const counts = table([
    ...Object.entries(goes).map(([what, n]) => [erased ? 'went' : 'goes', what, n]),
    ...Object.entries(stays).map(([what, n]) => ['stays', what, n]),
  ]);
  const words = erased
    ? `Erased on ${String(erased.at).slice(0, 10)} by ${erased.by}. Only figures remain.`
    : `Nothing is done yet; with --reason it is, for good.${open.length > 0 ? ` ${open.length} cases are open: erase in the browser, since a case is closed by somebody.` : ''}`;
  say(output, found, `${counts}\n${words}`);
  return exit.done;
}
