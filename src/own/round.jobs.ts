import { systemActor } from '../platform/access.ts';
import type { Platform } from '../platform/platform.ts';
import { dayOf } from './day.ts';
import { personCards } from './person.sql.ts';
import { lockRound, roundRows } from './round.sql.ts';
import { type RoundRow, stateOf } from './round.ts';
import { writeLetters } from './roundMail.ts';
import { closeRound, tellRound } from './rounds.ts';

/** Every hour: a round begins, reminds and ends within an hour of its day. */
export function roundJobs(platform: Platform): void {
  platform.queue.work('own.rounds', () => keepRounds(platform), { batchSize: 1, unique: true });
  platform.queue.schedule('own.rounds', '5 * * * *', 'own.rounds');
}

/** Invites where a round has begun, reminds once on the day set, and closes what is over. Bears being run twice. */
export async function keepRounds(platform: Platform): Promise<{ written: number; closed: number }> {
  const today = await dayOf(platform.db, platform.clock.now());
  let written = 0;
  let closed = 0;
  for (const round of await roundRows(platform.db)) {
    const state = stateOf(round, today);
    if (state === 'open') written += await write(platform, round, today);
    if (state !== 'over') continue;
    await closeRound(platform, systemActor, round.id);
    closed++;
  }
  return { written, closed };
}

async function write(platform: Platform, round: RoundRow, today: string): Promise<number> {
  const maker = round.madeBy ? await personCards(platform.db, [round.madeBy]) : undefined;
  const by = maker?.get(round.madeBy ?? '')?.name ?? systemActor.name;
  return platform.db.tx(async (tx) => {
    await lockRound(tx, round.id, 'exclusive');
    const since = new Date(0);
    const invited = await writeLetters(tx, platform, round, { kind: 'invitation', today, since, by });
    // Whoever is invited only today needs no reminder on top; a day that was missed is made up for.
    const due = round.remindOn !== null && round.remindOn <= today && invited === 0;
    const reminded = due
      ? await writeLetters(tx, platform, round, { kind: 'reminder', today, since, by })
      : 0;
    if (reminded > 0)
      await tellRound(tx, platform, systemActor, {
        verb: 'round.reminded',
        id: round.id,
        data: { reminded },
      });
    return invited + reminded;
  });
}
