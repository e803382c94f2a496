import { touchpointIndex } from '../../map/map.ts';
import type { Runner, Tx } from '../../platform/database.ts';
import type { Platform } from '../../platform/platform.ts';
import { readOrganisation } from '../../platform/settings.ts';
import { caseLines, tell } from '../notice.ts';
import { languageOf } from '../notice.words.ts';
import type { Running } from './incident.sql.ts';
import { incidentWords } from './incident.words.ts';
import type { HeldBack } from './incidentDigest.sql.ts';

async function placeName(on: Runner, touchpointId: number): Promise<string | undefined> {
  return (await touchpointIndex(on)).byId.get(touchpointId)?.name;
}

/** One mail about the whole. */
export async function tellIncident(
  tx: Tx,
  platform: Platform,
  incident: Running,
  { personId, above }: { personId: string; above: boolean },
): Promise<void> {
  const place = await placeName(tx, incident.touchpointId);
  const { language } = await readOrganisation(tx);
  await tell(tx, platform, [personId], {
    kind: 'incident',
    customerIds: [],
    write: ({ to }) => {
      const words = incidentWords[languageOf(to.locale, language)];
      const where = place ?? words.nowhere;
      return {
        title: words.title(incident.number, where, incident.cases),
        blocks: [
          {
            kind: 'text',
            text:
              incident.level === 0
                ? words.lead(incident.cases, where, incident.windowMinutes)
                : words.grown(incident.cases, where),
          },
          { kind: 'text', text: `${above ? words.level.above : words.level.owner} ${words.cases}` },
          {
            kind: 'buttons',
            buttons: [
              { label: words.open, href: `${platform.config.baseUrl}/incidents/${incident.id}`, main: true },
            ],
          },
        ],
      };
    },
  });
}

/** One list to each owner of what was held back. */
export async function tellHeldBack(
  tx: Tx,
  platform: Platform,
  incident: { number: number; touchpointId: number },
  cases: readonly HeldBack[],
): Promise<void> {
  const byOwner = Map.groupBy(cases, (one) => one.ownerId);
  if (byOwner.size === 0) return;
  const place = await placeName(tx, incident.touchpointId);
  const { language } = await readOrganisation(tx);
  const shown = [...byOwner.values()].flatMap((mine) => mine.slice(0, 200));
  await tell(tx, platform, [...byOwner.keys()], {
    kind: 'case_opened',
    customerIds: [...new Set(shown.map((one) => one.customerId))],
    write: (frame) => {
      const words = incidentWords[languageOf(frame.to.locale, language)];
      const where = place ?? words.nowhere;
      const mine = byOwner.get(frame.to.personId) ?? [];
      return {
        title: words.digest(mine.length, incident.number, where),
        blocks: [
          { kind: 'text', text: words.digestLead(incident.number, where) },
          ...caseLines(frame, mine, (one) => frame.words.by(frame.moment(one.dueAt))),
        ],
      };
    },
  });
}
