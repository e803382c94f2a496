import { hash } from 'node:crypto';
import type { Database } from '../../platform/database.ts';
import { Refusal } from '../../platform/errors.ts';
import { derivedId } from '../../platform/ids.ts';
import type { Platform } from '../../platform/platform.ts';
import { isOwnNetwork } from '../guards/networks.ts';
import { type OpenSurvey, openSurvey, type Version, versionById } from '../survey/open.ts';
import {
  type AnswerRow,
  answerById,
  givePlaceBack,
  rewriteAnswer,
  type StoredAnswer,
  takePlace,
} from './answer.sql.ts';
import type { AnswerFault } from './answer.ts';
import { isLast, type Known, missing, quotasOf, readAnswers, shown } from './flow.ts';
import { AnswerCommit } from './groupCommit.ts';
import { type Brought, merge, nothingSaid, type Said } from './merge.ts';
import { wakeTaker } from './wake.ts';

/** Whoever came by an invitation. Resolved by whoever sent it. */
export interface Invited {
  invitationId: string;
  /** A record of the customer, of whatever source. */
  identityId: string | null;
  /** Key of the touchpoint it is about, if another than the survey's. */
  touchpoint?: string | null;
}

export interface GivenAnswer {
  /** Key or id of the survey. */
  survey: string;
  /** The version that was shown; the one in force unless told. */
  versionId?: string | undefined;
  /**
   * What makes it one answer: whoever sends the same secret again goes on with it. The token of a form, or, for a
   * personal link, `invitation:<id>`.
   */
  secret: string;
  invited?: Invited | undefined;
  channel: string;
  language: string;
  /** Known facts as they were shown in the questions. */
  piped?: Record<string, string> | undefined;
  /** By question key; what is null or empty takes an earlier answer back. Questions that are left out stay as they are. */
  answers: Record<string, unknown>;
  /** Number of the form they came with; one higher than that of the form before. */
  turn?: number | undefined;
  /** “Send” was pressed: complete, once nothing required is missing. */
  complete?: boolean | undefined;
  /** Or the questions of the form it came with: complete, where these were the last ones. */
  asked?: readonly string[] | undefined;
  seconds?: number | null | undefined;
  /** Kept and never counted: a field that people do not see was filled in. */
  setAside?: string | undefined;
  address?: string | undefined;
  device?: string | undefined;
}

export interface TakenAnswer {
  answerId: string;
  state: 'partial' | 'complete' | 'full';
  /** What could not be read, or is missing where `complete` was asked: nothing of these was stored. */
  faults: AnswerFault[];
  answer: AnswerRow;
  version: Version;
}

const commits = new WeakMap<Database, AnswerCommit>();

/** The id of an answer follows from its secret, and never leads back to it. */
export function answerIdOf(surveyId: string, secret: string): string {
  return derivedId(`answer ${surveyId}`, secret);
}

/**
 * Stores what somebody answered, durably, and passes complete answers on to the loop a moment later. The same again
 * changes nothing; a correction replaces what it corrects.
 * @throws Refusal `not_found`, `survey_not_open` (410)
 */
export async function takeAnswer(platform: Platform, given: GivenAnswer): Promise<TakenAnswer> {
  const { db } = platform;
  const survey = await openSurvey(db, given.survey);
  const version = await versionFor(platform, survey, given.versionId);
  const own = given.address !== undefined && (await isOwnNetwork(db, given.address));
  const first = { ...rowOf(platform, survey, version, given), signs: own ? ['own_network'] : [] };
  const { row, faults } = withSaid(first, version, given, nothingSaid);
  if (row.completedAt === null || version.document.quotas.length === 0) {
    if (await commitOf(db).write(row)) return done(platform, row, faults, version);
  }
  return again(platform, survey, { first, given, faults, version });
}

/** Where the answer is there already, or takes a place under a quota: read, merge, write, until nobody came between. */
async function again(
  platform: Platform,
  survey: OpenSurvey,
  {
    first,
    given,
    version,
  }: { first: AnswerRow; given: GivenAnswer; faults: AnswerFault[]; version: Version },
): Promise<TakenAnswer> {
  for (;;) {
    let stored = await answerById(platform.db, first.answerId);
    if (!stored) {
      await commitOf(platform.db).write({
        ...first,
        answers: {},
        turns: {},
        finishAsked: false,
        completedAt: null,
        waiting: false,
      });
      stored = (await answerById(platform.db, first.answerId)) as StoredAnswer;
    }
    if (stored.erasedAt) throw notOpen(survey);
    // What was begun under a version is finished under it, whatever has been published since.
    const own =
      stored.versionId === version.versionId ? version : await versionById(platform.db, stored.versionId);
    // What is complete stays so; whoever sends the form again sees the thanks again.
    const { row, faults } = withSaid(
      {
        ...stored,
        language: given.language,
        changedAt: first.changedAt,
        seconds: stored.seconds ?? first.seconds,
      },
      own,
      given,
      stored,
    );
    if (same(stored, row)) return done(platform, stored, faults, own);
    const written = await write(platform, survey, stored, row, own);
    if (written) return done(platform, written, faults, own);
  }
}

/** Places under quotas are taken and given back with the answer that holds them, in one transaction. */
async function write(
  platform: Platform,
  survey: OpenSurvey,
  stored: StoredAnswer,
  row: AnswerRow,
  { document }: Version,
): Promise<AnswerRow | undefined> {
  if (row.completedAt === null || (document.quotas.length === 0 && stored.countsFor.length === 0)) {
    return (await rewriteAnswer(platform.db, row, stored.revision)) ? row : undefined;
  }
  return platform.db
    .tx(async (tx) => {
      const falls = quotasOf(document, { answers: row.answers, facts: row.piped });
      const wanted = document.quotas
        .filter(({ key }) => falls.includes(key))
        .sort((a, b) => (a.key < b.key ? -1 : 1));
      for (const key of stored.countsFor) await givePlaceBack(tx, survey.surveyId, key);
      const held: string[] = [];
      let full: string | null = null;
      for (const quota of wanted) {
        // One who has a place keeps it: a correction never loses it to somebody who came between.
        const keeps = stored.countsFor.includes(quota.key);
        if (await takePlace(tx, survey.surveyId, keeps ? { ...quota, limit: 2 ** 31 - 1 } : quota))
          held.push(quota.key);
        else full = quota.key;
        if (full) break;
      }
      if (full) for (const key of held) await givePlaceBack(tx, survey.surveyId, key);
      const final: AnswerRow = {
        ...row,
        countsFor: full ? [] : held,
        fullQuota: full,
        waiting: row.waiting && !full,
      };
      if (!(await rewriteAnswer(tx, final, stored.revision))) throw new WrittenMeanwhile();
      return final;
    })
    .catch((error) => {
      if (error instanceof WrittenMeanwhile) return undefined;
      throw error;
    });
}

class WrittenMeanwhile extends Error {}

/** The row after a form: what it says, and whether that makes it complete. */
function withSaid(
  row: AnswerRow,
  { document }: Version,
  given: GivenAnswer,
  said: Said,
): { row: AnswerRow; faults: AnswerFault[] } {
  const read = readAnswers(document, given.answers);
  const complete = row.completedAt !== null;
  const brought: Brought = {
    answers: read.answers,
    // A score that was counted can be corrected, not taken back: the facts behind the figures stay as many as they are.
    emptied: complete ? [] : read.emptied,
    turn: given.turn ?? 1,
    finish: given.complete ?? false,
  };
  const merged = merge(said, brought);
  const known = { answers: merged.answers, facts: row.piped, reachable: row.identityId !== null };
  const last = given.asked !== undefined && given.asked.length > 0 && isLast(document, known, given.asked);
  if (last) merged.finishAsked = true;
  const lacking = missing(document, known);
  const whole = merged.finishAsked && lacking.length === 0;
  const told = (question: string) =>
    (given.complete || last || given.asked?.includes(question)) &&
    !read.faults.some((one) => one.question === question);
  const faults = [...read.faults, ...lacking.filter(({ question }) => told(question))];
  // Once complete it stays so: a correction that leaves a required question empty, or puts an answered one out of sight,
  // is not stored.
  if (complete && (!whole || hides(document, row, known))) return { row, faults };
  const completedAt =
    whole && read.faults.length === 0 ? (row.completedAt ?? row.changedAt) : row.completedAt;
  const next: AnswerRow = { ...row, ...merged, completedAt };
  const counted = completedAt !== null && row.setAside === null && row.fullQuota === null;
  return { row: { ...next, waiting: counted }, faults };
}

function hides(document: Version['document'], row: AnswerRow, known: Known): boolean {
  const now = shown(document, known).answers;
  return Object.keys(shown(document, { answers: row.answers, facts: row.piped }).answers).some(
    (key) => !(key in now),
  );
}

function same(stored: StoredAnswer, row: AnswerRow): boolean {
  const content = ({ answers, turns, finishAsked, completedAt }: AnswerRow) =>
    JSON.stringify([sorted(answers), sorted(turns), finishAsked, completedAt !== null]);
  return content(stored) === content(row);
}

/** jsonb gives keys back in an order of its own. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value) || value === null || typeof value !== 'object') return value;
  return Object.entries(value)
    .map(([key, one]): [string, unknown] => [key, sorted(one)])
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

function rowOf(platform: Platform, survey: OpenSurvey, version: Version, given: GivenAnswer): AnswerRow {
  const now = platform.clock.now();
  const seconds =
    given.seconds != null && given.seconds >= 0 && given.seconds < 1e7 ? Math.round(given.seconds) : null;
  const facts = new Set(version.document.facts.map(({ name }) => name));
  return {
    answerId: answerIdOf(survey.surveyId, given.secret),
    surveyId: survey.surveyId,
    versionId: version.versionId,
    invitationId: given.invited?.invitationId ?? null,
    identityId: given.invited?.identityId ?? null,
    touchpoint: given.invited?.touchpoint ?? survey.touchpoint,
    language: given.language,
    channel: given.channel,
    piped: Object.fromEntries(
      Object.entries(given.piped ?? {})
        .filter(([name]) => facts.has(name))
        .map(([name, value]) => [name, value.replaceAll('\0', '').toWellFormed().slice(0, 200)]),
    ),
    answers: {},
    turns: {},
    finishAsked: false,
    startedAt: new Date(now.getTime() - (seconds ?? 0) * 1000),
    changedAt: now,
    completedAt: null,
    seconds,
    countsFor: [],
    fullQuota: null,
    setAside: given.setAside ?? null,
    ipHash: given.address ? anonymous(survey.surveyId, given.address) : null,
    deviceHash: given.device ? anonymous(survey.surveyId, given.device) : null,
    waiting: false,
    signs: [],
  };
}

/** To tell “the same again” within one survey, and nothing else about anybody. */
function anonymous(surveyId: string, of: string): string {
  return hash('sha256', `${surveyId} ${of}`).slice(0, 32);
}

async function versionFor(
  platform: Platform,
  survey: OpenSurvey,
  versionId: string | undefined,
): Promise<Version> {
  if (survey.archivedAt || !survey.versionId) {
    throw notOpen(survey);
  }
  if (!versionId || versionId === survey.versionId) return versionById(platform.db, survey.versionId);
  const version = await versionById(platform.db, versionId);
  return version.surveyId === survey.surveyId ? version : versionById(platform.db, survey.versionId);
}

function done(platform: Platform, row: AnswerRow, faults: AnswerFault[], version: Version): TakenAnswer {
  if (row.waiting) wakeTaker(platform);
  const state = row.fullQuota ? 'full' : row.completedAt ? 'complete' : 'partial';
  return { answerId: row.answerId, state, faults, answer: row, version };
}

function commitOf(db: Database): AnswerCommit {
  let commit = commits.get(db);
  if (!commit) {
    commit = new AnswerCommit(db);
    commits.set(db, commit);
  }
  return commit;
}

function notOpen(survey: OpenSurvey): Refusal {
  return new Refusal('survey_not_open', 'This survey takes no answers.', { survey: survey.key }, 410);
}
