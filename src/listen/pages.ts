import type { StoredAnswer } from './answers/answer.sql.ts';
import type { AnswerValue, SentFile } from './answers/answer.ts';
import type { GivenAnswer, TakenAnswer } from './answers/take.ts';
import type { OpenSurvey, Version } from './survey/open.ts';
import type { Question } from './survey/question.ts';

/** Somebody who was invited, as their personal link knows them. */
export interface Invitee {
  invitationId: string;
  identityId: string | null;
  surveyId: string;
  /** Key of the touchpoint it is about, if another than the survey's. */
  touchpoint: string | null;
  channel: string;
  language: string;
  /** Known facts for the texts. */
  facts: Record<string, string>;
  state: 'open' | 'expired' | 'withdrawn';
}

/** Who sends personal links, handed over by the wiring. */
export interface Invitations {
  byToken(token: string): Promise<Invitee | undefined>;
  /** The page was asked for: by a person, or by a program that looks through a mail. */
  opened(invitationId: string): Promise<void>;
  answered(invitationId: string, state: TakenAnswer['state']): Promise<void>;
}

/** What the pages of those who answer are given, so that they know nothing of the room behind them. */
export interface SurveyPages {
  organisation(): Promise<{ name: string; language: 'en' | 'de' }>;
  /** @throws Refusal `not_found` */
  survey(keyOrId: string): Promise<OpenSurvey>;
  version(versionId: string): Promise<Version>;
  begun(survey: OpenSurvey, secret: string): Promise<{ answer: StoredAnswer; version: Version } | undefined>;
  take(given: GivenAnswer): Promise<TakenAnswer>;
  /** Undefined: too large, or not of a kind the question takes. */
  keepFile(
    survey: OpenSurvey,
    secret: string,
    question: Question & { type: 'file' },
    file: File,
  ): Promise<SentFile | undefined>;
  invitations: Invitations;
}

export type Given = Record<string, AnswerValue | undefined>;
