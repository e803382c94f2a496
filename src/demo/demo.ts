import { countFlow } from '../close/close.ts';
import type { Platform } from '../platform/platform.ts';
import { lookAfterGrown } from '../platform/upkeep.ts';
import { bringBills } from './bills.ts';
import { makeComplaints } from './complaints.ts';
import { makeConnections } from './connections.ts';
import { covers, passedOnBefore } from './cover.ts';
import { DAY } from './day.ts';
import { disputes } from './disputes.ts';
import { bringHandOvers } from './handOvers.ts';
import { everything, loadHistory } from './history.ts';
import { makeHuddles } from './huddles.ts';
import { makeInvitations } from './invitations.ts';
import { fillLedger } from './ledger.ts';
import { makeLibrary } from './library.ts';
import { makeMails } from './mails.ts';
import { makeMandates } from './mandates.ts';
import { makeMaps } from './maps.ts';
import { makeMetrics, makeTargets } from './metrics.ts';
import { askings, makeOpenness } from './openness.ts';
import { departures, makeOrganisation } from './organisation.ts';
import { past } from './past.ts';
import { population, speakers } from './population.ts';
import { makePromises } from './promises.ts';
import { keepMails, recentDays } from './recent.ts';
import { openRoundNow, pastRounds } from './rounds.ts';
import { makeRouting } from './routing.ts';
import { makeSources } from './sources.ts';
import { makeSurveys } from './surveys.ts';
import { truths } from './truths.ts';
import { makeVoices } from './voices.ts';
import { warehouse } from './warehouse.ts';

export interface Seeding {
  /** 1 is the whole company; never fewer than 200 customers. */
  scale: number;
  /** When the story ends; now, where absent. */
  end?: Date;
  /** How much is done, 0 to 1, and what is being done. */
  onProgress?: (share: number, words: string) => void;
}

/**
 * Makes Halden Broadband in an empty database, through the same verbs and the same loop as any company: two years of
 * history as its sources would deliver it, then the last thirty days in time order, with colleagues at work on the
 * cases that open. The same scale and end give the same company.
 */
export async function seed(
  platform: Platform,
  { scale, end, onProgress = () => undefined }: Seeding,
): Promise<void> {
  const then = past(platform, (end ?? platform.clock.now()).getTime());
  onProgress(0, 'People and maps');
  then.clock.set(new Date(then.end - (truths.months * 30.4 + 60) * DAY));
  const people = await makeOrganisation(then);
  await makeMaps(then);
  await makeMetrics(then);
  const sources = await makeSources(then, people);
  await fillLedger(then, people);
  await passedOnBefore(then, people);
  await makeTargets(then);
  await makeMandates(then, people);
  onProgress(0.04, 'Two years of history');
  const residents = population(scale);
  const happenings = everything(residents, then.end);
  const recent = then.end - 30 * DAY;
  await loadHistory(then, sources, {
    residents,
    happenings: happenings.filter((one) => one.at < recent),
    onProgress: (share) => onProgress(0.04 + 0.66 * share, 'Two years of history'),
  });
  await lookAfterGrown(then);
  await pastRounds(then, people);
  await makeOpenness(then, people);
  const library = await makeLibrary(then, people);
  await recentDays(then, {
    sources,
    people,
    library,
    happenings: happenings.filter((one) => one.at >= recent),
    events: [
      ...departures(then, people),
      ...covers(then, people),
      openRoundNow(then, people),
      ...disputes(then, people, residents),
      ...askings(then, people),
      warehouse(then, people),
    ],
    german: speakers(residents, 'de'),
    onProgress: (share) => onProgress(0.7 + 0.29 * share, 'The last thirty days'),
  });
  await makeVoices(then, people);
  await makeConnections(then, residents);
  await bringBills(then, residents);
  await makeMails(then, residents);
  await bringHandOvers(then, happenings);
  await makePromises(then);
  await makeComplaints(then, people, residents);
  await makeSurveys(then);
  await makeInvitations(then);
  await makeRouting(then, people);
  await makeHuddles(then, people);
  await keepMails(then);
  await countFlow(then);
  onProgress(1, 'Done');
}
