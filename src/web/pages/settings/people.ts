import type { z } from 'zod';
import type { Person as Served } from '../../../own/person.ts';
import type { Wire } from '../../api/wire.ts';

export type Person = Wire<z.infer<typeof Served>>;
export type RoleName = Person['roles'][number];

export interface Listed<T> {
  items: T[];
  next: string | null;
}

export const roleNames: RoleName[] = [
  'sponsor',
  'cx_lead',
  'department_head',
  'member',
  'analyst',
  'data_steward',
  'admin',
];
