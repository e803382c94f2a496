import type { z } from 'zod';
import { type Actor, require } from '../platform/access.ts';
import { audit } from '../platform/audit.ts';
import { notFound } from '../platform/errors.ts';
import { recordEvent } from '../platform/events.ts';
import type { Platform } from '../platform/platform.ts';
import { dayOf } from './day.ts';
import { listDepartments } from './departments.ts';
import * as store from './ecosystem.sql.ts';
import {
  type Ecosystem,
  type EcosystemObject,
  type EcosystemQuery,
  needed,
  PartsInput,
} from './ecosystem.ts';
import { holderBy } from './holder.sql.ts';
import { objectByKey } from './ledger.sql.ts';

/** Who provides, influences, defines and implements what; what is proposed from the ledger; what is missing. */
export async function ecosystem(
  platform: Platform,
  actor: Actor,
  query: Partial<z.output<typeof EcosystemQuery>> = {},
): Promise<Ecosystem> {
  require(actor, 'ownership:read');
  const { db } = platform;
  const day = await dayOf(db, platform.clock.now());
  const entered = Map.groupBy(await store.everyPart(db), (one) => `${one.kind} ${one.objectId}`);
  const proposed = Map.groupBy(await store.suggestedParts(db, day), (one) => `${one.kind} ${one.objectId}`);
  const departments = (await listDepartments(db)).filter((one) => !one.archivedAt);
  const live = new Set(departments.map((one) => one.id));
  const all = (await store.partObjects(db)).map((object): EcosystemObject => {
    const place = `${object.kind} ${object.id}`;
    const known = entered.get(place) ?? [];
    const standing = known.filter((one) => !one.ended);
    const said = new Set(known.map((one) => `${one.departmentId} ${one.part}`));
    return {
      ...object,
      entered: standing.map(({ id, departmentId, part }) => ({ id, departmentId, part })),
      suggested: (proposed.get(place) ?? [])
        .filter((one) => live.has(one.departmentId) && !said.has(`${one.departmentId} ${one.part}`))
        .map(({ departmentId, part, because }) => ({ departmentId, part, because })),
      missing: needed[object.kind].filter((part) => !standing.some((one) => one.part === part)),
    };
  });
  const only = query.department ? (await holderBy(db, { department: query.department })).id : undefined;
  const objects = all.filter(
    (one) =>
      (!query.kind || one.kind === query.kind) &&
      (!query.journey || one.journey === query.journey) &&
      (!query.missing || one.missing.length > 0) &&
      (!only || [...one.entered, ...one.suggested].some((part) => part.departmentId === only)),
  );
  return {
    departments: departments.map(({ id, key, name }) => ({ id, key, name })),
    counts: {
      objects: all.length,
      complete: all.filter((one) => one.missing.length === 0).length,
      missing: all.reduce((sum, one) => sum + one.missing.length, 0),
      suggested: all.reduce((sum, one) => sum + one.suggested.length, 0),
    },
    objects,
  };
}

/** Enters parts; one that stands already stays as it is. @returns ids of the new ones, for taking them back */
export async function enterParts(
  platform: Platform,
  actor: Actor,
  input: PartsInput,
): Promise<{ made: string[] }> {
  require(actor, 'ownership:write');
  const given = PartsInput.parse(input);
  return platform.db.tx(async (tx) => {
    const made = { at: platform.clock.now(), by: actor.personId };
    const ids: string[] = [];
    for (const one of given.parts) {
      const department = await holderBy(tx, { department: one.department });
      const object = await objectByKey(tx, one.object.kind, one.object.key);
      if (!object) throw notFound(one.object.kind, one.object.key);
      const row = { kind: one.object.kind, objectId: object.id, departmentId: department.id, part: one.part };
      const id = await store.insertPart(tx, row, made);
      if (!id) continue;
      ids.push(id);
      const subject = { kind: 'department', id: department.id };
      const data = { partId: id, object: one.object, part: one.part, name: object.name };
      await recordEvent(tx, platform, { name: 'department.has_part', subject, data });
      await audit(tx, platform, actor, { verb: 'department.has_part', subject, detail: data });
    }
    return { made: ids };
  });
}

/** It is not theirs any more, or never was: not proposed again. */
export async function endPart(platform: Platform, actor: Actor, id: string): Promise<void> {
  require(actor, 'ownership:write');
  await platform.db.tx(async (tx) => {
    if (!(await store.endPart(tx, id, { at: platform.clock.now(), by: actor.personId }))) {
      throw notFound('part', id);
    }
    await audit(tx, platform, actor, {
      verb: 'department.part_ended',
      subject: { kind: 'part', id },
      detail: {},
    });
  });
}
