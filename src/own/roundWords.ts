import type { Runner } from '../platform/database.ts';
import { listDepartments } from './departments.ts';
import { personCards } from './person.sql.ts';
import type { Computed } from './roundCompute.ts';
import type { TouchpointFigures } from './roundFigures.ts';
import type { OutcomeRow } from './roundOutcome.sql.ts';

/** Turns ids into what people read. */
export async function wordsFor(
  on: Runner,
  now: Computed,
  { outcomes, before }: { outcomes: Map<number, OutcomeRow[]>; before: Map<number, Computed> },
) {
  const categories = [...(now.figures?.touchpoints.values() ?? [])].flatMap((one) => [
    one.modal.category,
    ...one.further.map((answer) => answer.category),
    ...one.responsible.map((answer) => answer.category),
    ...one.departments.flatMap((department) => department.answer ?? []),
  ]);
  const then = [...before].flatMap(([id, { figures }]) => figures?.touchpoints.get(id)?.modal.category ?? []);
  const people = await personCards(on, [
    ...[...categories, ...then, ...[...now.mine.values()].flatMap((one) => one.accountable ?? [])]
      .filter((one) => one.startsWith('person '))
      .map((one) => one.slice('person '.length)),
    ...[...now.assigned.values()].flat().flatMap((one) => (one.holderKind === 'person' ? one.holderId : [])),
    ...[...outcomes.values()]
      .flat()
      .flatMap((one) => [one.decidedBy, ...(one.postponedTo ? [one.postponedTo] : [])]),
  ]);
  const departments = new Map(
    (await listDepartments(on)).map(({ id, key, name }) => [id, { id, key, name }]),
  );
  const person = (id: string) => people.get(id) ?? null;
  const department = (id: string) => departments.get(id) ?? { id, key: '', name: '?' };
  const answer = (category: string) => {
    const [kind, id] = category.split(' ');
    if (!id) return { kind };
    return kind === 'department'
      ? { kind, department: department(id) }
      : { kind: 'person', person: person(id) };
  };
  return {
    person,
    department,
    answer,
    outcome: ({ decidedBy, postponedTo, touchpointId: _, ...rest }: OutcomeRow) => ({
      ...rest,
      decidedBy: person(decidedBy),
      postponedTo: postponedTo ? person(postponedTo) : null,
    }),
    figures: ({ modal, further, responsible, departments: some, differ, ...rest }: TouchpointFigures) => ({
      ...rest,
      modal: { answer: answer(modal.category), share: modal.share, tied: modal.tied },
      further: further.map((one) => ({ answer: answer(one.category), share: one.share })),
      responsible: responsible.map((one) => ({ answer: answer(one.category), share: one.share })),
      departments: some.map(({ departmentId, answer: most, ...figures }) => ({
        ...department(departmentId),
        ...figures,
        answer: most === null ? null : answer(most),
      })),
      differ: differ.map(([a, b]) => ({ a: department(a), b: department(b) })),
    }),
  };
}
