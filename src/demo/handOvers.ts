import { finishImports } from '../app.ts';
import { receiveUpload, startEventLog } from '../collect/collect.ts';
import { operatorActor } from '../platform/access.ts';
import { csvLine } from '../platform/csv.ts';
import type { Happening } from './life.ts';
import type { Past } from './past.ts';

export const HELP_DESK = 'Help desk tickets';

interface Step {
  at: string;
  ticket: string;
  team: string;
  state: string;
}

/** The help desk's own history of who held which ticket, exported by it and imported like anybody's. */
export async function bringHandOvers(past: Past, happenings: Happening[]): Promise<void> {
  const steps = stepsOf(happenings);
  async function* body() {
    yield Buffer.from(csvLine(['ticket', 'changed_at', 'team', 'state']));
    yield Buffer.from(
      steps.map(({ ticket, at, team, state }) => csvLine([ticket, at, team, state])).join(''),
    );
  }
  const { uploadId } = await receiveUpload(past, operatorActor, {
    fileName: 'ticket-history.csv',
    body: body(),
  });
  await startEventLog(past, operatorActor, {
    uploadId,
    name: HELP_DESK,
    case: 'ticket',
    time: 'changed_at',
    group: 'team',
    activity: 'state',
  });
  await finishImports(past);
}

/** A ticket begins with customer service, goes where it is handed to, and is closed by whoever holds it last. */
function stepsOf(happenings: Happening[]): Step[] {
  const holders = new Map<string, string>();
  const steps: Step[] = [];
  for (const { fact } of happenings) {
    if (fact.type !== 'interaction' || !fact.kind.startsWith('ticket.')) continue;
    const { ticket, opened, to } = (fact.attributes ?? {}) as Record<string, string>;
    if (!ticket || !opened) continue;
    let team = holders.get(ticket);
    if (team === undefined) {
      team = 'Customer service';
      steps.push({ at: opened, ticket, team, state: 'Open' });
    }
    const closes = fact.kind === 'ticket.closed';
    team = closes ? team : (to as string);
    holders.set(ticket, team);
    steps.push({ at: fact.at, ticket, team, state: closes ? 'Closed' : 'Assigned' });
  }
  return steps.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}
