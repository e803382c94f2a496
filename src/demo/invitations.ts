import {
  addSuppression,
  contactChoices,
  invitationsOf,
  invite,
  makePlan,
  makeSurvey,
  publishSurvey,
  takeAnswer,
  takeUpAnswers,
} from '../listen/listen.ts';
import { SurveyDocument } from '../listen/survey/document.ts';
import { takeIn } from '../loop.ts';
import { systemActor } from '../platform/access.ts';
import { sql } from '../platform/database.ts';
import { DAY } from './day.ts';
import type { Past } from './past.ts';
import { random } from './random.ts';

const HOUR = DAY / 24;

/** It feeds no metric: the figures of the two years stay what they are. */
const allInAll = SurveyDocument.parse({
  languages: ['en', 'de'],
  title: { en: 'Halden, all in all', de: 'Halden, alles in allem' },
  pages: [
    {
      key: 'only',
      questions: [
        {
          type: 'nps',
          key: 'recommend',
          text: {
            en: 'All in all, how likely are you to recommend Halden?',
            de: 'Alles in allem: Wie wahrscheinlich empfehlen Sie Halden weiter?',
          },
          low: { en: 'Not at all likely', de: 'Sehr unwahrscheinlich' },
          high: { en: 'Extremely likely', de: 'Sehr wahrscheinlich' },
          required: true,
        },
        { type: 'text', key: 'why', text: { en: 'What is the main reason?', de: 'Was ist der Hauptgrund?' } },
      ],
    },
  ],
});

/**
 * Halden asks by mail: two days after the router is set up, and once everybody who had a technician in the last two weeks.
 * Some answer from the mail, some only when they are reminded, some want to be left alone.
 */
export async function makeInvitations(past: Past): Promise<void> {
  const begin = past.end - 11 * DAY;
  past.clock.set(new Date(begin));
  const wide = await makeSurvey(past, systemActor, {
    key: 'all-in-all',
    name: 'Halden, all in all',
    source: 'surveys',
    document: allInAll,
  });
  await publishSurvey(past, systemActor, wide.key, wide.draftRevision as number);
  const event = { kind: 'event' as const, touchpoint: 'router_setup', outcome: 'any' as const, share: 1 };
  const common = { hours: 'any' as const, expiresDays: 30, remindAfterDays: 4, subject: {}, body: {} };
  await makePlan(past, systemActor, {
    key: 'setting-up',
    input: {
      name: 'After the router is set up',
      settings: { ...common, trigger: { ...event, delayMinutes: 120 }, priority: 70, reminders: 1 },
    },
    takeIn,
  });
  const audience = { kind: 'customers' as const, dims: {}, touchpoint: 'technician_visit', withinDays: 14 };
  await makePlan(past, systemActor, {
    key: 'all-in-all',
    input: {
      name: 'Customers with a technician visit',
      settings: { ...common, trigger: { kind: 'once', audience }, priority: 30, reminders: 2 },
    },
    takeIn,
  });
  await addSuppression(past, systemActor, {
    address: 'legal@nordkai.example',
    reason: 'Their contract says that we do not ask them.',
  });
  const dice = random('invitations');
  for (let at = begin + 10 * HOUR; at < past.end - HOUR; at += 12 * HOUR) {
    past.clock.set(new Date(at));
    await invite(past);
    await answers(past, at, dice);
  }
  past.clock.set(new Date(past.end));
  await takeUpAnswers(past, takeIn);
}

/** What customers do with the mails of the last hours. */
async function answers(past: Past, at: number, dice: ReturnType<typeof random>): Promise<void> {
  const mails = await past.db.all<{ text: string }>(
    sql`select text_body as text from mails where purpose = 'survey' and queued_at = ${new Date(at)}::timestamptz order by to_address`,
  );
  const invitations = invitationsOf(past);
  for (const [i, { text }] of mails.entries()) {
    past.clock.set(new Date(at + dice.whole(5, 300) * 60_000));
    const token = /\/s\/i\/([\w-]{43})/.exec(text)?.[1] ?? '';
    const invited = await invitations.byToken(token);
    if (!invited || !dice.chance(0.6)) continue;
    await invitations.opened(invited.invitationId);
    if (dice.chance(0.06)) await contactChoices(past).unsubscribe(token);
    if (!dice.chance(0.6)) continue;
    const question = /\?a\.([a-z_]+)=/.exec(text)?.[1];
    if (!question) continue;
    // Nobody is unhappy here: the cases of the story are those of its history.
    const most = text.includes(`?a.${question}=10`) ? 10 : 5;
    const score =
      most -
      dice.weighted(
        most === 5
          ? ([
              [0, 6],
              [1, 4],
            ] as const)
          : ([
              [0, 4],
              [1, 4],
              [2, 3],
              [5, 1],
            ] as const),
      );
    const taken = await takeAnswer(past, {
      survey: invited.surveyId,
      secret: `invitation:${invited.invitationId}`,
      invited,
      channel: invited.channel,
      language: invited.language,
      piped: invited.facts,
      answers: { [question]: score },
      complete: i % 8 !== 7,
      seconds: dice.whole(15, 90),
    });
    await invitations.answered(invited.invitationId, taken.state);
  }
}
