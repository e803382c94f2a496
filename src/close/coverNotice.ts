import {
  actingFor,
  type CoverMoment,
  coverMoments,
  dayOf,
  noteCoverMoment,
  standInsFor,
} from '../own/own.ts';
import type { Tx } from '../platform/database.ts';
import type { Block } from '../platform/letter.ts';
import type { Platform } from '../platform/platform.ts';
import { readOrganisation } from '../platform/settings.ts';
import { openOf } from './coverNotice.sql.ts';
import { coverWords } from './coverNotice.words.ts';
import { caseLines, tell } from './notice.ts';
import { dayIn } from './notice.words.ts';

/** No touchpoint in particular. */
const anywhere = 0;

/** Whoever acts for somebody from today, and whoever has it back, hears of it once, with what is open. */
export async function tellCover(platform: Platform): Promise<{ told: number }> {
  const at = platform.clock.now();
  return platform.db.tx(async (tx) => {
    let told = 0;
    for (const moment of await coverMoments(tx, await dayOf(tx, at))) {
      if (!(await tellMoment(tx, platform, moment))) continue;
      await noteCoverMoment(tx, moment, at);
      told++;
    }
    return { told };
  });
}

async function tellMoment(tx: Tx, platform: Platform, moment: CoverMoment): Promise<boolean> {
  const begun = moment.moment === 'begun';
  const acting = begun ? await actingFor(tx, [moment.to.id], platform.clock.now()) : undefined;
  const acts = acting?.get(moment.to.id)?.find((one) => one.forPersonId === moment.from.id);
  // Somebody nearer acts at the moment: it begins for this one when that ends, and is told then.
  if (begun && !acts) return false;
  // Another acts from today: it is not theirs again, and that one's end will say so.
  if (!begun && (await someoneActs(tx, platform, moment))) return true;
  const { cases, all } = await openOf(tx, moment.from.id, acts);
  const organisation = await readOrganisation(tx);
  await tell(tx, platform, [moment.tellId], {
    kind: 'cover',
    customerIds: cases.map((one) => one.customerId),
    write: (frame) => {
      const words = coverWords(frame.to.locale, organisation.language);
      const day = dayIn(frame.to.locale, organisation.language);
      const { from, to, object, absent, since, until, reason } = moment;
      const says = begun
        ? `${absent ? words.away(from.name) : words.passed(from.name, object)} ${words.returns(from.name, day(until))}`
        : words.acted(to.name, object, day(since));
      const texts = [
        words.hello(frame.to.name),
        says,
        begun && reason && words.reason(reason),
        words.open(all),
      ];
      const blocks: Block[] = texts.flatMap((text) => (text ? { kind: 'text', text } : []));
      return {
        title: begun ? words.begun(from.name, day(until)) : words.returned,
        blocks: [...blocks, ...caseLines(frame, cases, (one) => frame.words.by(frame.moment(one.dueAt)))],
      };
    },
  });
  return true;
}

async function someoneActs(tx: Tx, platform: Platform, { from, object }: CoverMoment): Promise<boolean> {
  if (object) return false;
  const [standIn] = await standInsFor(
    tx,
    [{ personId: from.id, touchpointId: anywhere }],
    platform.clock.now(),
  );
  return standIn !== null;
}
