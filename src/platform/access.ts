import { Refusal } from './errors.ts';

export const roles = [
  'sponsor',
  'cx_lead',
  'department_head',
  'member',
  'analyst',
  'data_steward',
  'admin',
] as const;
export type Role = (typeof roles)[number];

export const permissions = [
  'case:read',
  'case:work',
  'checklist:write',
  'library:read',
  'library:write',
  'library:approve',
  'routing:write',
  'customer:read',
  'customer:write',
  'customer:erase',
  'journey:read',
  'journey:comment',
  'journey:write',
  'ownership:read',
  'ownership:write',
  'measure:read',
  'measure:write',
  'survey:read',
  'survey:write',
  'contact:write',
  'interview:write',
  'source:read',
  'source:write',
  'import:write',
  'intake:write',
  'people:read',
  'people:write',
  'key:write',
  'audit:read',
  'settings:write',
  'mail:read',
  'endpoint:read',
  'endpoint:write',
  'recovery:read',
  'recovery:write',
] as const;
export type Permission = (typeof permissions)[number];

/** Who does something: the second parameter of every verb that changes anything. */
export interface Actor {
  kind: 'person' | 'key' | 'operator' | 'customer' | 'system';
  id: string | null;
  personId: string | null;
  name: string;
  roles: Role[];
  permissions: ReadonlySet<Permission>;
  requestId?: string;
}

const seen: Permission[] = [
  'case:read',
  'library:read',
  'customer:read',
  'journey:read',
  'journey:comment',
  'ownership:read',
  'measure:read',
  'survey:read',
  'people:read',
];

/** What each role may do. Everybody in the company sees the journeys, who owns them and how they do. */
export const permissionsOfRole: Record<Role, readonly Permission[]> = {
  member: [...seen, 'case:work', 'library:write', 'interview:write'],
  department_head: [
    ...seen,
    'case:work',
    'checklist:write',
    'library:write',
    'library:approve',
    'source:read',
    'ownership:write',
    'survey:write',
    'interview:write',
    'recovery:read',
  ],
  analyst: [
    ...seen,
    'source:read',
    'measure:write',
    'survey:write',
    'interview:write',
    'import:write',
    'recovery:read',
  ],
  data_steward: [
    ...seen,
    'contact:write',
    'customer:write',
    'customer:erase',
    'source:read',
    'source:write',
    'import:write',
    'intake:write',
    'endpoint:read',
    'endpoint:write',
  ],
  sponsor: [
    ...seen,
    'case:work',
    'library:write',
    'library:approve',
    'interview:write',
    'source:read',
    'ownership:write',
    'measure:write',
    'audit:read',
    'recovery:read',
    'recovery:write',
  ],
  cx_lead: [
    ...seen,
    'case:work',
    'checklist:write',
    'library:write',
    'library:approve',
    'routing:write',
    'customer:write',
    'journey:write',
    'ownership:write',
    'measure:write',
    'survey:write',
    'contact:write',
    'interview:write',
    'source:read',
    'source:write',
    'import:write',
    'people:write',
    'audit:read',
    'mail:read',
    'endpoint:read',
    'endpoint:write',
    'recovery:read',
    'recovery:write',
  ],
  admin: permissions,
};

export function permissionsOfRoles(of: readonly Role[]): Set<Permission> {
  return new Set(of.flatMap((role) => permissionsOfRole[role]));
}

/** A key's scopes: `admin` is everything, `read` sees but changes nothing, `intake` delivers, or single permissions. */
export const scopes = ['admin', 'read', 'intake', ...permissions] as const;
export type Scope = (typeof scopes)[number];

const notForReaders = new Set<Permission>(['audit:read', 'mail:read']);

export function permissionsOfScopes(of: readonly Scope[]): Set<Permission> {
  const granted = new Set<Permission>();
  for (const scope of of) {
    if (scope === 'admin') for (const one of permissions) granted.add(one);
    else if (scope === 'read') {
      for (const one of permissions) if (one.endsWith(':read') && !notForReaders.has(one)) granted.add(one);
    } else if (scope === 'intake') granted.add('intake:write');
    else granted.add(scope);
  }
  return granted;
}

/** Onus itself: jobs, rules, the loop. */
export const systemActor: Actor = {
  kind: 'system',
  id: null,
  personId: null,
  name: 'Onus',
  roles: [],
  permissions: new Set(permissions),
};

/** Whoever may read the data folder: the command line on the same machine. */
export const operatorActor: Actor = {
  kind: 'operator',
  id: null,
  personId: null,
  name: 'Local operator',
  roles: ['admin'],
  permissions: new Set(permissions),
};

/** @throws Refusal `forbidden` (403). */
export function require(actor: Actor, permission: Permission): void {
  if (actor.permissions.has(permission)) return;
  throw new Refusal(
    'forbidden',
    `You may not do this: it needs the permission “${permission}”. Ask an administrator for it.`,
    { permission },
    403,
  );
}
