import type { Fact, InteractionFact, ResponseFact } from '../collect/facts.ts';
import { DAY } from './day.ts';
import { join } from './join.ts';
import type { Resident, SourceKey } from './population.ts';
import { type Random, random } from './random.ts';
import { answer, feelingFor } from './scores.ts';
import { moments } from './touchpoints.ts';
import { truths } from './truths.ts';
import { use } from './use.ts';
import { comment } from './words.ts';

export interface Happening {
  source: SourceKey;
  /** Milliseconds. */
  at: number;
  fact: Fact;
}

/** What a stretch of somebody's life needs in order to be told. */
export interface Living {
  person: Resident;
  /** Midnight of the day of the order. */
  joined: number;
  /** Nothing happens after this. */
  end: number;
  luck: Random;
  /** False where the source does not know the person or the time lies outside of the story: then nobody asks either. */
  happen(source: SourceKey, kind: string, at: number, more?: Partial<InteractionFact>): boolean;
  /** Perhaps (`share`) they are asked afterwards, and answer; `effect` moves the feeling, in points of 0–10. */
  say(touchpoint: string, after: number, effect?: number, share?: number): void;
}

const feelings = new Map(
  moments.flatMap(({ key, nps }) => (nps === undefined ? [] : [[key, feelingFor(nps)] as const])),
);

/** Asked of one in eight right after the contact: satisfaction (1–5) or ease (1–7), where the common question is not enough. */
const asideQuestions: Record<string, { metric: 'csat' | 'ces'; source: SourceKey; top: number }> = {
  chat: { metric: 'csat', source: 'helpdesk', top: 5 },
  hotline: { metric: 'csat', source: 'helpdesk', top: 5 },
  first_line: { metric: 'csat', source: 'helpdesk', top: 5 },
  second_line: { metric: 'csat', source: 'helpdesk', top: 5 },
  order_form: { metric: 'ces', source: 'shop', top: 7 },
  app_login: { metric: 'ces', source: 'shop', top: 7 },
  my_account: { metric: 'ces', source: 'shop', top: 7 },
  router_setup: { metric: 'ces', source: 'surveys', top: 7 },
};

/** One person's two years with Halden: what happened and what they said about it, before `end`. */
export function life(person: Resident, end: number): Happening[] {
  const luck = random('halden/life').fork(person.number);
  const begin = end - truths.months * 30.4 * DAY;
  const all: Happening[] = [];
  const inTime = (at: number) => at >= begin && at < end;
  const key = () => `${person.number}-${all.length}`;

  const happen: Living['happen'] = (source, kind, at, more) => {
    const who = person.keys[source];
    if (!who || !inTime(at)) return false;
    all.push({ source, at, fact: { type: 'interaction', key: key(), who, kind, at: iso(at), ...more } });
    return true;
  };
  const answered = (
    source: SourceKey,
    fact: Pick<ResponseFact, 'metric' | 'value'> & Partial<ResponseFact>,
    survey: string,
    at: number,
  ) => {
    const attributes = { survey };
    all.push({
      source,
      at,
      fact: { type: 'response', key: key(), who: person.keys[source], at: iso(at), attributes, ...fact },
    });
  };
  const say: Living['say'] = (touchpoint, after, effect = 0, share = 0.24) => {
    const feeling = feelings.get(touchpoint);
    if (feeling === undefined) return;
    const aside = asideQuestions[touchpoint];
    if (aside && person.keys[aside.source] && luck.chance(0.12) && inTime(after + 600_000)) {
      // A contact is judged a little kinder than the company behind it.
      const value = Math.max(
        1,
        Math.round((Math.min(10, answer(luck, feeling + effect) + 1) * aside.top) / 10),
      );
      answered(aside.source, { metric: aside.metric, value }, touchpoint, after + 600_000);
    }
    const at = awake(after + luck.whole(2, 40) * 3_600_000);
    if (!inTime(at) || !luck.chance(share)) return;
    const value = answer(luck, feeling + effect);
    const words = comment(luck, touchpoint, value);
    const call = value <= 4 && luck.chance(0.12);
    answered(
      'surveys',
      {
        metric: 'nps',
        value,
        ...(words ? { comment: words } : {}),
        ...(call ? { contactRequested: true } : {}),
      },
      touchpoint,
      at,
    );
  };

  // Days begin at midnight, so that visits and calls fall into the day whenever the demo is started.
  const joined = Math.floor(end / DAY) * DAY - person.joinedDaysAgo * DAY;
  const living: Living = { person, joined, end, luck, happen, say };
  if (person.joinedDaysAgo < truths.months * 30) join(living);
  use(living);
  return all;
}

/** Nobody answers a survey between ten at night and six in the morning; they do so eight hours later. */
function awake(at: number): number {
  const hour = new Date(at).getUTCHours();
  return hour >= 20 || hour < 4 ? at + 8 * 3_600_000 : at;
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
