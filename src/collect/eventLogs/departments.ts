import { z } from 'zod';
import { type Actor, require } from '../../platform/access.ts';
import { audit } from '../../platform/audit.ts';
import { sql } from '../../platform/database.ts';
import { Refusal } from '../../platform/errors.ts';
import type { Platform } from '../../platform/platform.ts';
import { groupsOf, sayDepartment } from './log.sql.ts';
import { logNamed } from './logs.ts';

/** Which departments of ours the groups are. Null: none of ours. `byName` takes back what was said: the name decides. */
export const GroupMapping = z.object({
  groups: z
    .array(
      z.object({
        group: z.string().min(1).max(300),
        department: z.string().min(1).max(100).nullable().optional().describe('Key of the department.'),
        byName: z.boolean().default(false),
      }),
    )
    .min(1)
    .max(2000),
});
export type GroupMapping = z.infer<typeof GroupMapping>;

export const LogGroups = z.object({
  items: z.array(
    z.object({
      group: z.string(),
      department: z.string().nullable().describe('Key of the department it was said to be.'),
      said: z.boolean().describe('False: nobody said anything, and a department of the same name is taken.'),
    }),
  ),
  next: z.null(),
});

export async function listGroups(
  platform: Platform,
  actor: Actor,
  name: string,
): Promise<z.infer<typeof LogGroups>> {
  require(actor, 'ownership:read');
  const log = await logNamed(platform.db, name);
  const keys = new Map(
    (
      await platform.db.all<{ id: string; key: string }>(
        sql`select department_id as id, key from departments`,
      )
    ).map((one) => [one.id, one.key]),
  );
  const groups = await groupsOf(platform.db, log.id);
  return {
    items: groups.map(({ name, departmentId }) => ({
      group: name,
      department: (departmentId && keys.get(departmentId)) || null,
      said: departmentId !== undefined,
    })),
    next: null,
  };
}

export async function mapGroups(
  platform: Platform,
  actor: Actor,
  name: string,
  given: GroupMapping,
): Promise<void> {
  require(actor, 'ownership:write');
  const log = await logNamed(platform.db, name);
  await platform.db.tx(async (tx) => {
    const groups = new Map((await groupsOf(tx, log.id)).map((one) => [one.name, one.id]));
    const rows = await tx.all<{ id: string; key: string }>(
      sql`select department_id as id, key from departments`,
    );
    const departments = new Map(rows.map((one) => [one.key, one.id]));
    const by = { at: platform.clock.now(), personId: actor.personId };
    for (const { group, department, byName } of given.groups) {
      const groupId = groups.get(group);
      if (groupId === undefined) {
        throw new Refusal(
          'no_such_group',
          `“${log.name}” has no group “${group}”. Write it as the log does.`,
          {
            group,
          },
        );
      }
      const id = department == null ? null : departments.get(department);
      if (id === undefined) {
        throw new Refusal(
          'no_such_department',
          `There is no department “${department}”. There are ${[...departments.keys()].join(', ')}.`,
          { department },
        );
      }
      await sayDepartment(tx, groupId, byName ? undefined : id, by);
    }
    await audit(tx, platform, actor, {
      verb: 'event_log.mapped',
      subject: { kind: 'event_log', id: log.id },
      detail: { name: log.name, groups: given.groups },
    });
  });
}
