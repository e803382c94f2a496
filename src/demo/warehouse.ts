import { changeEndpoint } from '../out/endpoints.ts';
import { makeEndpoint } from '../out/out.ts';
import { operatorActor } from '../platform/access.ts';
import { DAY } from './day.ts';
import { idOf } from './ledger.ts';
import type { People } from './organisation.ts';
import type { Past } from './past.ts';

/**
 * Yesterday somebody began to send what becomes of cases to the “data warehouse”, which is this server itself. Nothing
 * of the log is made up: it is written when the server sends what waited.
 */
export function warehouse(past: Past, people: People): { at: number; happen: () => Promise<unknown> } {
  return {
    at: past.end - DAY,
    happen: async () => {
      // The address is this machine's own, whether or not the rest of the story is told on a server that allows it.
      const here = { ...past, config: { ...past.config, privateTargets: true } };
      const { id } = await makeEndpoint(here, operatorActor, {
        kind: 'webhook',
        name: 'Data warehouse (example)',
        description:
          'An example: this server receives its own messages, checks their signature, and has no room for one in eight at first.',
        url: `http://127.0.0.1:${past.config.port}/example-receiver`,
        eventTypes: [
          'case.opened',
          'case.owner_changed',
          'case.customer_told',
          'case.closed',
          'case.breached',
        ],
      });
      await changeEndpoint(here, operatorActor, id, { ownerId: idOf(people, 'nils') });
    },
  };
}
