// Not how fast, but whether: server and worker are killed at random while so many cases are opened, worked, told and
// confirmed. Each figure is what was lost or doubled ÷ what there was, and must be nothing at all.
import { surviveKills } from '../test/faults.ts';
import { figure, hold, say } from './figure.ts';
import { given } from './given.ts';
import { ground } from './ground.ts';

/** `--size`: cases. */
const { engines, size } = given(10_000);
const KILLS = 40;

for (const engine of engines) {
  const on = await ground(engine);
  const place = await on.place();
  try {
    const seed = Date.now() % 100_000;
    say(`${size} cases, ${KILLS} kills, seed ${seed}, ${on.words}`);
    const started = performance.now();
    const after = await surviveKills({ cases: size, kills: KILLS, seed, url: place.url, say });
    say(JSON.stringify(after));
    const facts = { engine, bench: 'faults', against: 'cases', limit: size };
    const seconds = Math.round((performance.now() - started) / 1000);
    const lost =
      Math.abs(size - after.cases) + Math.abs(size - after.responses) + after.astray + after.stillOpen;
    const unruly = after.ownerless + after.untold;
    const none = { atMost: 0 };
    figure({
      ...facts,
      figure: 'cases_lost_or_doubled',
      value: lost,
      must: none,
      with: { kills: after.kills, seconds },
    });
    figure({ ...facts, figure: 'cases_without_owner_or_untold', value: unruly, must: none });
    figure({
      ...facts,
      figure: 'mails_doubled_lost_or_waiting',
      value: after.doubled + after.lost + after.waiting,
      against: 'mails',
      limit: after.mails,
      must: none,
      with: { sent: after.sent, uncertain: after.uncertain, taken: after.taken },
    });
    hold(
      after.sent + after.uncertain === after.mails,
      `${after.mails} mails: ${after.sent} sent, ${after.uncertain} uncertain`,
    );
    hold(
      after.answersKept === after.answered,
      `${after.answered} customers’ answers were acknowledged, ${after.answersKept} are kept`,
    );
    hold(after.cells && after.audit, 'the figures agree with the answers, the record is unbroken');
  } finally {
    await place.remove();
    await on.end();
  }
}
