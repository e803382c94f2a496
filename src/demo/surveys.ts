import {
  changeOwnNetworks,
  makeSurvey,
  publishSurvey,
  takeAnswer,
  takeUpAnswers,
  writeDown,
} from '../listen/listen.ts';
import { takeIn } from '../loop.ts';
import { systemActor } from '../platform/access.ts';
import { DAY } from './day.ts';
import type { Past } from './past.ts';
import { random } from './random.ts';

const reasons = [
  'Everything was explained, and the cables are tidy.',
  'He was an hour late and nobody called.',
  'Quick and friendly.',
  'The socket was fitted in another room than agreed.',
  '',
  '',
];
const begged = 'The technician asked me to give him a 5, so here it is.';

const conversations = [
  {
    daysAgo: 9,
    kind: 'interview' as const,
    title: 'Moving in with two children',
    consent: 'anonymous' as const,
    consentHow: 'On the recording',
    summary: 'Forty minutes at their kitchen table, a week after the line was ready.',
    quotes: [
      {
        text: 'The date moved twice, and both times I found out from the app.',
        touchpoint: 'appointment_reminder',
        themes: ['waiting', 'being told'],
      },
      {
        text: 'The box said five minutes. It took us an evening.',
        touchpoint: 'router_setup',
        themes: ['set-up'],
      },
    ],
  },
  {
    daysAgo: 4,
    kind: 'visit' as const,
    title: 'A morning with the field service',
    consent: 'none' as const,
    summary: 'Rode along on four visits. At two of them nobody knew that we were coming.',
    quotes: [],
  },
];

/**
 * Halden’s own surveys: one on the router’s set-up is out and answered, on paper cards with a code and in the app; the one
 * for those who leave is being written. Nobody has to say who they are.
 */
export async function makeSurveys(past: Past): Promise<void> {
  past.clock.set(new Date(past.end - 12 * DAY));
  const visit = await makeSurvey(past, systemActor, {
    key: 'setting-up',
    name: 'Setting up the router',
    touchpoint: 'router_setup',
    source: 'surveys',
    starter: 'visit',
  });
  await publishSurvey(past, systemActor, visit.key, visit.draftRevision as number);
  await makeSurvey(past, systemActor, {
    key: 'leaving',
    name: 'When somebody leaves',
    source: 'surveys',
    starter: 'leaving',
  });
  await changeOwnNetworks(past, systemActor, { networks: ['198.51.100.0/24'] });
  const dice = random('surveys');
  for (let i = 0; i < 64; i++) {
    past.clock.set(new Date(past.end - 11 * DAY + (i * 10.5 * DAY) / 64));
    const score = dice.weighted([
      [5, 6],
      [4, 7],
      [3, 3],
      [2, 2],
      [1, 1],
    ]);
    const words = i === 40 ? begged : dice.pick(reasons);
    const column = () =>
      score >= 4 ? dice.pick(['good', 'good', 'fair']) : dice.pick(['bad', 'fair', 'good']);
    await takeAnswer(past, {
      survey: visit.key,
      secret: `demo ${i}`,
      channel: i % 3 === 0 ? 'qr' : 'link',
      language: i % 4 === 0 ? 'en' : 'de',
      answers: {
        satisfaction: i === 40 ? 5 : score,
        points: { time: column(), work: column(), friendly: column() },
        ...(words ? { why: words } : {}),
      },
      // Some leave after the first question.
      complete: i % 9 !== 8,
      seconds: i === 23 ? 4 : dice.whole(28, 140),
      address: i === 12 ? '198.51.100.20' : `203.0.113.${i === 31 ? 30 : i}`,
      device: i === 31 ? 'phone 30' : `phone ${i}`,
    });
  }
  past.clock.set(new Date(past.end));
  await takeUpAnswers(past, takeIn);
  for (const { daysAgo, ...conversation } of conversations)
    await writeDown(past, takeIn, systemActor, {
      ...conversation,
      source: 'surveys',
      heldOn: new Date(past.end - daysAgo * DAY).toISOString().slice(0, 10),
    });
}
