import type { Database } from '../../platform/database.ts';
import { Gathering, planOf, tuples } from '../../platform/gathering.ts';
import type { AnswerRow } from './answer.sql.ts';

const columns: [name: string, type: string, of: (row: AnswerRow) => unknown][] = [
  ['answer_id', 'uuid', (row) => row.answerId],
  ['survey_id', 'uuid', (row) => row.surveyId],
  ['version_id', 'uuid', (row) => row.versionId],
  ['invitation_id', 'uuid', (row) => row.invitationId],
  ['identity_id', 'uuid', (row) => row.identityId],
  ['touchpoint', 'text', (row) => row.touchpoint],
  ['language', 'text', (row) => row.language],
  ['channel', 'text', (row) => row.channel],
  ['piped', 'jsonb', (row) => JSON.stringify(row.piped)],
  ['answers', 'jsonb', (row) => JSON.stringify(row.answers)],
  ['turns', 'jsonb', (row) => JSON.stringify(row.turns)],
  ['finish_asked', 'boolean', (row) => row.finishAsked],
  ['started_at', 'timestamptz', (row) => row.startedAt],
  ['changed_at', 'timestamptz', (row) => row.changedAt],
  ['completed_at', 'timestamptz', (row) => row.completedAt],
  ['seconds', 'numeric', (row) => row.seconds],
  ['set_aside', 'text', (row) => row.setAside],
  ['ip_hash', 'text', (row) => row.ipHash],
  ['device_hash', 'text', (row) => row.deviceHash],
  ['waiting', 'boolean', (row) => row.waiting],
  ['signs', 'text[]', (row) => row.signs],
];

/** Writes new answers durably, many in one statement, as the intake does with deliveries. */
export class AnswerCommit {
  private readonly db: Database;
  private readonly gathering = new Gathering((rows: AnswerRow[]) => this.insert(rows));
  private readonly texts = new Map<number, string>();

  constructor(db: Database) {
    this.db = db;
  }

  /** @returns false where an answer with this id was there before; it is left alone. */
  write(row: AnswerRow): Promise<boolean> {
    return this.gathering.write(row);
  }

  private async insert(group: AnswerRow[]): Promise<boolean[]> {
    const values = group.flatMap((row) => columns.map(([, , of]) => of(row)));
    const { rows } = await this.db.raw(this.text(group.length), values, planOf('answers', group.length));
    // Two of one answer in a group: the first one is fresh, the other meets it.
    const fresh = new Set(rows.map((row) => row.answer_id));
    return group.map((row) => fresh.delete(row.answerId));
  }

  private text(n: number): string {
    const known = this.texts.get(n);
    if (known) return known;
    const types = columns.map(([, type]) => type);
    const text = `insert into survey_answers (${columns.map(([name]) => name).join(', ')})
      values ${tuples(types, n)} on conflict (answer_id) do nothing returning answer_id`;
    this.texts.set(n, text);
    return text;
  }
}
