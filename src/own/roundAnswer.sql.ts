import { type Runner, sql, type Tx } from '../platform/database.ts';
import type { Answer, PulseItem } from './round.ts';

export type KeptAnswer = Answer & { touchpointId: number; version: number; savedAt: Date };
export type Pulse = Record<PulseItem, number | null>;
export type KeptPulse = Pulse & { version: number };

interface AnswerRow extends Omit<Answer, 'accountable' | 'responsible'> {
  personId: string;
  touchpointId: number;
  accountable: 'person' | 'nobody' | 'several' | 'unknown' | null;
  accountablePersonId: string | null;
  people: string[];
  departments: string[];
  version: number;
  savedAt: Date;
}

const columns = sql`person_id as "personId", touchpoint_id as "touchpointId", touches, accountable,
  accountable_person_id as "accountablePersonId", array_to_json(responsible_people) as people,
  array_to_json(responsible_departments) as departments, own_role as "ownRole", clarity, comment, version, saved_at as "savedAt"
  from round_answers`;

function answerOf(row: AnswerRow): KeptAnswer & { personId: string } {
  const { accountable, accountablePersonId, people, departments, ...rest } = row;
  return {
    ...rest,
    accountable:
      accountable === null
        ? null
        : accountable === 'person'
          ? { kind: 'person', person: accountablePersonId as string }
          : { kind: accountable },
    responsible: { people, departments },
  };
}

export async function answersOf(on: Runner, roundId: string, personId: string): Promise<KeptAnswer[]> {
  const rows = await on.all<AnswerRow>(
    sql`select ${columns} where round_id = ${roundId}::uuid and person_id = ${personId}::uuid`,
  );
  return rows.map(answerOf);
}

/** Every answer of a closed round, for its result. Nothing else may read them. */
export async function allAnswers(
  on: Runner,
  roundId: string,
): Promise<(KeptAnswer & { personId: string })[]> {
  const rows = await on.all<AnswerRow>(
    sql`select ${columns} where round_id = ${roundId}::uuid order by person_id, touchpoint_id`,
  );
  return rows.map(answerOf);
}

/** Writes the answer if it is still the version somebody saw; false where it is not. */
export async function writeAnswer(
  tx: Tx,
  who: { roundId: string; personId: string; touchpointId: number },
  { answer, version, at }: { answer: Answer; version: number; at: Date },
): Promise<boolean> {
  const { accountable } = answer;
  const person = accountable?.kind === 'person' ? accountable.person : null;
  const written =
    await tx.run(sql`insert into round_answers (round_id, person_id, touchpoint_id, touches, accountable,
      accountable_person_id, responsible_people, responsible_departments, own_role, clarity, comment, version, saved_at)
    values (${who.roundId}::uuid, ${who.personId}::uuid, ${who.touchpointId}, ${answer.touches}, ${accountable?.kind ?? null},
      ${person}::uuid, ${answer.responsible.people}::uuid[], ${answer.responsible.departments}::uuid[], ${answer.ownRole},
      ${answer.clarity}, ${answer.comment}, ${version + 1}, ${at}::timestamptz)
    on conflict (round_id, person_id, touchpoint_id) do update set touches = excluded.touches, accountable = excluded.accountable,
      accountable_person_id = excluded.accountable_person_id, responsible_people = excluded.responsible_people,
      responsible_departments = excluded.responsible_departments, own_role = excluded.own_role, clarity = excluded.clarity,
      comment = excluded.comment, version = excluded.version, saved_at = excluded.saved_at
    where round_answers.version = ${version}`);
  return written > 0;
}

const pulse = sql`person_id as "personId", expected, boundaries, neighbours, means, version from round_pulses`;

export function pulseOf(on: Runner, roundId: string, personId: string): Promise<KeptPulse | undefined> {
  return on.maybe(sql`select ${pulse} where round_id = ${roundId}::uuid and person_id = ${personId}::uuid`);
}

export function allPulses(on: Runner, roundId: string): Promise<(KeptPulse & { personId: string })[]> {
  return on.all(sql`select ${pulse} where round_id = ${roundId}::uuid order by person_id`);
}

export async function writePulse(
  tx: Tx,
  who: { roundId: string; personId: string },
  { pulse: given, version, at }: { pulse: Pulse; version: number; at: Date },
): Promise<boolean> {
  const written =
    await tx.run(sql`insert into round_pulses (round_id, person_id, expected, boundaries, neighbours, means, version, saved_at)
    values (${who.roundId}::uuid, ${who.personId}::uuid, ${given.expected}, ${given.boundaries}, ${given.neighbours}, ${given.means},
      ${version + 1}, ${at}::timestamptz)
    on conflict (round_id, person_id) do update set expected = excluded.expected, boundaries = excluded.boundaries,
      neighbours = excluded.neighbours, means = excluded.means, version = excluded.version, saved_at = excluded.saved_at
    where round_pulses.version = ${version}`);
  return written > 0;
}

export interface MyInvitation {
  departmentId: string | null;
  leftOn: string | null;
  submittedAt: Date | null;
}

export function invitationOf(
  on: Runner,
  roundId: string,
  personId: string,
): Promise<MyInvitation | undefined> {
  return on.maybe(sql`select i.department_id as "departmentId", p.left_on as "leftOn", s.submitted_at as "submittedAt"
    from round_invitations i join people p using (person_id) left join round_submissions s using (round_id, person_id)
    where i.round_id = ${roundId}::uuid and i.person_id = ${personId}::uuid`);
}

export async function writeSubmission(
  tx: Tx,
  who: { roundId: string; personId: string },
  at: Date,
): Promise<void> {
  await tx.run(sql`insert into round_submissions (round_id, person_id, submitted_at)
    values (${who.roundId}::uuid, ${who.personId}::uuid, ${at}::timestamptz) on conflict (round_id, person_id) do nothing`);
}

export interface WaitingRound {
  id: string;
  name: string;
  dueOn: string;
  touchpoints: number;
  answered: number;
}

/** Rounds open on that day that ask this person and are not done, the nearest deadline first. */
export function roundsWaitingFor(on: Runner, personId: string, today: string): Promise<WaitingRound[]> {
  return on.all(sql`select r.round_id as id, r.name, r.due_on as "dueOn",
      (select count(*) from round_touchpoints t where t.round_id = r.round_id) as touchpoints,
      (select count(*) from round_answers a where a.round_id = r.round_id and a.person_id = i.person_id
        and (not a.touches or (a.accountable is not null and a.own_role is not null and a.clarity is not null))) as answered
    from rounds r join round_invitations i using (round_id) join people p using (person_id)
    where i.person_id = ${personId}::uuid and r.opens_on <= ${today}::date and r.due_on >= ${today}::date
      and (p.left_on is null or p.left_on > ${today}::date)
      and not exists (select 1 from round_closings c where c.round_id = r.round_id)
      and not exists (select 1 from round_submissions s where s.round_id = r.round_id and s.person_id = i.person_id)
    order by r.due_on, r.round_id`);
}
