import { factIds, sourceOf } from '../collect/collect.ts';
import type { Tx } from '../platform/database.ts';
import { ERASED, type Forgotten } from '../platform/forgotten.ts';
import type { Platform } from '../platform/platform.ts';
import type { Answers, AnswerValue, ContactWish, SentFile } from './answers/answer.ts';
import { removeSentFiles } from './answers/files.ts';
import {
  answersOf,
  countInterviews,
  countSentFiles,
  dropSentFiles,
  eraseInterviews,
  eraseInvitations,
  invitationsTo,
  rewriteAnswers,
  suppressionsOf,
} from './erasing.sql.ts';
import { questionsOf } from './survey/document.ts';
import { versionById } from './survey/open.ts';
import type { Question } from './survey/question.ts';

/** What this room holds of somebody, counted before it goes. */
export interface HeldHere {
  answers: number;
  files: number;
  invitations: number;
  interviews: number;
  /** Addresses they were written to, and the mails in which they were. */
  addresses: string[];
  mailIds: string[];
}

export async function heldByListening(tx: Tx, who: Forgotten): Promise<HeldHere> {
  const answers = await answersOf(tx, who);
  const { invitations, addresses, mailIds } = await invitationsTo(tx, who);
  return {
    answers: answers.length,
    files: await countSentFiles(
      tx,
      answers.map(({ answerId }) => answerId),
    ),
    invitations: invitations.length,
    interviews: await countInterviews(tx, who),
    addresses: [...addresses, ...(await suppressionsOf(tx, who))],
    mailIds,
  };
}

/**
 * Words go, scores and choices stay; links open nothing, nobody is reminded. Bytes of files go after the commit: a file too
 * many is found by the next try, one too few never. @returns what the record of it is about, and facts whose words go elsewhere
 */
export async function eraseListening(
  tx: Tx,
  platform: Platform,
  who: Forgotten,
  by: string | null,
): Promise<{ subjects: string[]; factIds: string[] }> {
  const now = platform.clock.now();
  const answers = await answersOf(tx, who);
  const bare = [];
  for (const one of answers) {
    const questions = questionsOf((await versionById(tx, one.versionId)).document);
    bare.push({ ...one, answers: withoutWords(one.answers, questions) });
  }
  await rewriteAnswers(tx, bare, now);
  const answerIds = answers.map(({ answerId }) => answerId);
  const files = await dropSentFiles(tx, answerIds);
  const { invitations } = await invitationsTo(tx, who);
  await eraseInvitations(tx, who, now, by);
  const interviews = await eraseInterviews(tx, who, now, by);
  if (files.length > 0) tx.onCommit(() => void removeSentFiles(platform, files));
  return {
    subjects: [...answerIds, ...invitations, ...interviews.ids],
    factIds: await quotedFacts(tx, interviews.quotes),
  };
}

/** The facts that quotes came in as. */
async function quotedFacts(tx: Tx, quotes: { id: string; sourceId: number }[]): Promise<string[]> {
  const ids: string[] = [];
  for (const { id, sourceId } of quotes) {
    const idOf = factIds(await sourceOf(tx, sourceId));
    ids.push(idOf({ type: 'response', key: `quote:${id}` }));
  }
  return ids;
}

function withoutWords(answers: Answers, questions: Question[]): Answers {
  const type = new Map(questions.map((one) => [one.key, one.type]));
  return Object.fromEntries(
    Object.entries(answers).map(([key, value]) => [key, withoutWord(value, type.get(key))]),
  );
}

/** What a person chose among what was offered stays, and numbers; what they wrote, sent or are called by goes. */
function withoutWord(value: AnswerValue, type: Question['type'] | undefined): AnswerValue {
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  switch (type) {
    case 'multiple':
    case 'ranking':
    case 'matrix':
      return value;
    case 'choice':
      return typeof value === 'object' ? { other: ERASED } : value;
    case 'contact':
      return { wanted: (value as ContactWish).wanted };
    case 'file':
      return { ...(value as SentFile), name: ERASED };
    default:
      return ERASED;
  }
}
