import { z } from 'zod';
import { roles } from '../platform/access.ts';
import { Day } from './day.ts';

const name = z.string().trim().min(1, { message: 'A name must not be empty.' }).max(200);
const title = z.string().trim().max(200).nullish();
const email = z
  .string()
  .trim()
  .toLowerCase()
  .pipe(z.email({ message: 'This is not an e-mail address.' }).max(200));
/** Id or key. */
const department = z.string().max(100).nullish();

export const RoleName = z.enum(roles);

export const PersonInput = z.object({
  name,
  email,
  title,
  department,
  locale: z.enum(['en', 'de']).nullish(),
  joinedOn: Day.nullish(),
  leftOn: Day.nullish(),
  roles: z.array(RoleName).default(['member']),
  /** Sends a mail with which the person chooses a password. */
  invite: z.boolean().default(true),
});
export type PersonInput = z.input<typeof PersonInput>;

export const PersonChange = z.object({
  name: name.optional(),
  email: email.optional(),
  title,
  department,
  locale: z.enum(['en', 'de']).nullish(),
  joinedOn: Day.nullish(),
  /** First day away; null: comes back. */
  leftOn: Day.nullish(),
});
export type PersonChange = z.infer<typeof PersonChange>;

export const Card = z.object({
  id: z.uuid(),
  name: z.string(),
  initials: z.string(),
  colour: z.string(),
  title: z.string().nullable(),
  departmentName: z.string().nullable(),
});

export const Person = z
  .object({
    ...Card.shape,
    email: z.string(),
    locale: z.string().nullable(),
    departmentId: z.uuid().nullable(),
    departmentKey: z.string().nullable(),
    joinedOn: z.string().nullable(),
    leftOn: z.string().nullable(),
    roles: z.array(RoleName),
    holds: z.int().meta({ description: 'Assignments in force today or later.' }),
  })
  .meta({ id: 'Person' });

export const PersonList = z.object({ items: z.array(Person), next: z.null() });

export const DepartmentInput = z.object({
  key: z
    .string()
    .regex(/^[a-z0-9](?:[a-z0-9_-]*[a-z0-9])?$/, { message: 'Use lower-case letters, digits, “-” or “_”.' })
    .max(60)
    .optional(),
  name,
  position: z.int().min(0).max(10_000).optional(),
  /** Id or e-mail of the person who leads it. */
  head: z.string().max(320).nullish(),
});
export const DepartmentChange = DepartmentInput.omit({ key: true })
  .partial()
  .extend({ archived: z.boolean().optional() });

export const Department = z
  .object({
    id: z.uuid(),
    key: z.string(),
    name: z.string(),
    position: z.int(),
    head: Card.nullable(),
    people: z.int(),
    archivedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'Department' });
export const DepartmentList = z.object({ items: z.array(Department), next: z.null() });

export const TeamInput = z.object({ key: DepartmentInput.shape.key, name, department });
export const TeamList = z.object({
  items: z.array(
    z.object({ id: z.uuid(), key: z.string(), name: z.string(), departmentId: z.uuid().nullable() }),
  ),
  next: z.null(),
});
