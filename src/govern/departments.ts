import { commonMetric, type Metric, readings } from '../measure/measure.ts';
import {
  countBySeverity,
  dayOf,
  type Ecosystem,
  ecosystem,
  type Finding,
  findings,
  listDepartments,
} from '../own/own.ts';
import { type Actor, require } from '../platform/access.ts';
import { notFound } from '../platform/errors.ts';
import type { Platform } from '../platform/platform.ts';
import { suppress } from '../platform/suppression.ts';
import { acknowledgedRoles, handoversBetween, type RoleCount, workOf } from './affects.sql.ts';
import { affects } from './affects.ts';
import { placesOf } from './places.sql.ts';
import type { Coverage, DepartmentHome, DepartmentsAnswer, Edge } from './shapes.ts';

const DAY = 86_400_000;

/** Every department with what is to be put in place there, and who affects whom. */
export async function departmentsTogether(platform: Platform, actor: Actor): Promise<DepartmentsAnswer> {
  const { rows, edges, coverage } = await picture(platform, actor);
  return { coverage, departments: rows, edges };
}

/** One department's home: what to put in place, how its touchpoints do, whom it waits on and who waits on it. */
export async function departmentHome(platform: Platform, actor: Actor, key: string): Promise<DepartmentHome> {
  const { rows, edges, faults, day } = await picture(platform, actor);
  const row = rows.find((one) => one.key === key || one.id === key);
  if (!row) throw notFound('department', key);
  const { db } = platform;
  const metric = await commonMetric(db);
  const from = dayBefore(day, 89);
  const places = await placesOf(db, { personId: null, departmentId: row.id }, day);
  const found = metric
    ? await readings(platform, { metric: metric.key, by: 'touchpoint', from, to: day })
    : [];
  const mine = faults.filter((one) => one.departmentIds.includes(row.id));
  const { roles, yes } = row.coverage;
  return {
    ...row,
    metric: metric ? lookOf(metric) : null,
    from,
    to: day,
    measurements: places.map(({ key: place, name }) => ({
      key: place,
      name,
      reading: found.find((one) => one.key === place) ?? null,
    })),
    unacknowledged: roles === null || yes === null ? null : roles - yes,
    mandates: mine
      .filter((one) => one.fault === 'without_mandate')
      .map(({ object, facts }) => ({
        needId: String(facts.need),
        name: object.name,
        words: String(facts.words),
        overdue: facts.overdue === true,
      })),
    waitsOn: edges.filter((edge) => edge.to === row.id),
    waitedOnBy: edges.filter((edge) => edge.from === row.id),
    departments: rows.map(({ id, key: short, name }) => ({ id, key: short, name })),
  };
}

interface Picture {
  day: string;
  rows: DepartmentsAnswer['departments'];
  edges: Edge[];
  coverage: Coverage;
  faults: Finding[];
}

async function picture(platform: Platform, actor: Actor): Promise<Picture> {
  require(actor, 'ownership:read');
  const { db } = platform;
  const now = platform.clock.now();
  const day = await dayOf(db, now);
  const departments = (await listDepartments(db)).filter((one) => !one.archivedAt);
  const faults = await findings(db, day);
  const { objects } = await ecosystem(platform, actor);
  const handovers = await handoversBetween(db, { from: new Date(now.getTime() - 182 * DAY), until: now });
  const roles = await acknowledgedRoles(db, day);
  const coverage = coverageBy(roles);
  const work = new Map((await workOf(db, now)).map((one) => [one.departmentId, one]));
  const hidden = suppress(departments.map((one) => work.get(one.id)?.people ?? 0));
  const rows = departments.map((one, i) => {
    const { open = 0, overdue = 0, people = 0 } = work.get(one.id) ?? {};
    return {
      id: one.id,
      key: one.key,
      name: one.name,
      head: one.head,
      people,
      faults: countBySeverity(faults.filter((fault) => fault.departmentIds.includes(one.id))),
      missingParts: missingFor(objects, one.id),
      coverage: coverage.get(one.id) ?? { roles: 0, yes: 0, suppressed: false },
      work: hidden[i]
        ? { open: null, overdue: null, suppressed: true }
        : { open, overdue, suppressed: false },
    };
  });
  const live = new Set(rows.map((row) => row.id));
  return {
    day,
    rows,
    edges: affects(objects, handovers).filter((edge) => live.has(edge.from) && live.has(edge.to)),
    coverage: totalOf(roles),
    faults,
  };
}

/** Things the department has a part in that lack another part. */
function missingFor(objects: Ecosystem['objects'], departmentId: string): number {
  return objects.filter(
    (one) => one.missing.length > 0 && one.entered.some((part) => part.departmentId === departmentId),
  ).length;
}

/** Fewer than five holders are not told of, nor found by subtraction from the whole. */
export function coverageBy(counts: RoleCount[]): Map<string, Coverage> {
  const hidden = suppress(counts.map((one) => one.holders));
  return new Map(
    counts.flatMap(({ departmentId, roles, yes }, i) =>
      departmentId === null
        ? []
        : [
            [
              departmentId,
              hidden[i] ? { roles: null, yes: null, suppressed: true } : { roles, yes, suppressed: false },
            ],
          ],
    ),
  );
}

function totalOf(counts: RoleCount[]): Coverage {
  const sum = (of: 'roles' | 'yes' | 'holders') => counts.reduce((all, one) => all + one[of], 0);
  const few = sum('holders') > 0 && sum('holders') < 5;
  return few
    ? { roles: null, yes: null, suppressed: true }
    : { roles: sum('roles'), yes: sum('yes'), suppressed: false };
}

export function lookOf({ key, name, kind, unit, higherIsBetter, goodAt, badAt }: Metric) {
  return { key, name, kind, unit, higherIsBetter, goodAt, badAt };
}

export function dayBefore(day: string, days: number): string {
  return new Date(Date.parse(day) - days * DAY).toISOString().slice(0, 10);
}
