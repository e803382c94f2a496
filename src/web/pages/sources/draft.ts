/** The mapping as the wizard shows it: what a row is, and what each column is. Turned into the server's shape and back. */

export type RowKind = 'answer' | 'event' | 'customer';

export const roles = [
  'person',
  'name',
  'email',
  'phone',
  'id',
  'date',
  'score',
  'comment',
  'contact',
  'kind',
  'value',
  'failed',
  'summary',
  'touchpoint',
  'attribute',
  'ignore',
] as const;
export type Role = (typeof roles)[number] | `dim:${string}`;

/** A field of a mapping: a column's name, a template, `=constant`, or a column with how to read it. */
export type Value = string | ({ column: string } & Detail);
export interface Detail {
  format?: string;
  decimal?: '.' | ',';
  number?: boolean;
  [more: string]: unknown;
}
export interface Mapping {
  read?: Record<string, unknown>;
  zone?: string;
  yields: Record<string, unknown>[];
}

export interface Draft {
  row: RowKind;
  /** Which metric the score answers. */
  metric: string;
  /** What happened, where no column says so. */
  kind: string;
  columns: Record<string, Role>;
  details: Record<string, Detail>;
  read?: Record<string, unknown>;
}

/** Which roles a kind of row can use. */
export const rolesOf: Record<RowKind, readonly Role[]> = {
  answer: [
    'person',
    'name',
    'email',
    'phone',
    'id',
    'date',
    'score',
    'comment',
    'contact',
    'touchpoint',
    'attribute',
    'ignore',
  ],
  event: [
    'person',
    'name',
    'email',
    'phone',
    'id',
    'date',
    'kind',
    'value',
    'failed',
    'summary',
    'touchpoint',
    'attribute',
    'ignore',
  ],
  customer: ['person', 'name', 'email', 'phone', 'attribute', 'ignore'],
};

const fieldOf: Partial<Record<Role, string>> = {
  id: 'key',
  date: 'at',
  score: 'value',
  value: 'value',
  comment: 'comment',
  contact: 'contactRequested',
  kind: 'kind',
  failed: 'failed',
  summary: 'summary',
  touchpoint: 'touchpoint',
};

export function toMapping(draft: Draft): Mapping {
  const usable = new Set(rolesOf[draft.row]);
  const named = Object.entries(draft.columns).filter(
    ([, role]) => usable.has(role) || role.startsWith('dim:'),
  );
  const columnOf = (role: Role) => named.find(([, one]) => one === role)?.[0];
  const value = (column: string): Value => {
    const detail = draft.details[column];
    return detail && Object.keys(detail).length > 0 ? { column, ...detail } : column;
  };
  const person = columnOf('person') ?? columnOf('email') ?? columnOf('phone');
  const identity: Record<string, unknown> = { type: 'identity', key: person };
  for (const role of ['name', 'email', 'phone'] as const) {
    const column = columnOf(role);
    if (column) identity[role] = value(column);
  }
  const attributes = Object.fromEntries(
    named.filter(([, role]) => role === 'attribute').map(([column]) => [column, value(column)]),
  );
  const dims = Object.fromEntries(
    named
      .filter(([, role]) => role.startsWith('dim:'))
      .map(([column, role]) => [role.slice(4), value(column)]),
  );
  const bags = {
    ...(Object.keys(dims).length > 0 ? { dims } : {}),
    ...(Object.keys(attributes).length > 0 ? { attributes } : {}),
  };
  const yields: Record<string, unknown>[] = [];
  if (person)
    yields.push(
      draft.row === 'customer' ? { ...identity, attributes: { ...attributes, ...dims } } : identity,
    );
  if (draft.row !== 'customer') {
    const fact: Record<string, unknown> =
      draft.row === 'answer'
        ? { type: 'response', metric: `=${draft.metric}` }
        : { type: 'interaction', kind: `=${draft.kind || 'event'}` };
    fact.at = '=';
    for (const [column, role] of named) {
      const field = fieldOf[role];
      if (field) fact[field] = value(column);
    }
    yields.push({ ...fact, ...(person ? { who: person } : {}), ...bags });
  }
  return { ...(draft.read ? { read: draft.read } : {}), yields };
}

export function fromMapping(mapping: Mapping, columns: string[]): Draft {
  const draft: Draft = {
    row: 'customer',
    metric: '',
    kind: '',
    columns: Object.fromEntries(columns.map((column) => [column, 'ignore' as Role])),
    details: {},
    ...(mapping.read ? { read: mapping.read } : {}),
  };
  const assign = (given: unknown, role: Role): void => {
    const column = typeof given === 'string' ? given : (given as { column?: string } | undefined)?.column;
    if (column === undefined || !(column in draft.columns)) return;
    // An e-mail column that is also the key stays an e-mail column.
    if (role === 'person' && draft.columns[column] !== 'ignore') return;
    draft.columns[column] = role;
    if (typeof given === 'object') {
      const { column: _column, ...detail } = given as { column: string } & Detail;
      draft.details[column] = detail;
    }
  };
  for (const fact of mapping.yields) {
    const type = fact.type as string;
    if (type === 'response') draft.row = 'answer';
    if (type === 'interaction' && draft.row !== 'answer') draft.row = 'event';
    for (const [role, field] of Object.entries(fieldOf) as [Role, string][]) {
      if (type === 'identity' || ((role === 'score') !== (type === 'response') && field === 'value'))
        continue;
      if (role === 'id' && fact.key === fact.who) continue;
      assign(fact[field], role);
    }
    for (const role of ['name', 'email', 'phone'] as const) if (type === 'identity') assign(fact[role], role);
    for (const column of Object.values((fact.attributes ?? {}) as object)) assign(column, 'attribute');
    for (const [key, column] of Object.entries((fact.dims ?? {}) as object)) assign(column, `dim:${key}`);
    if (type === 'identity') assign(fact.key, 'person');
    if (typeof fact.metric === 'string') draft.metric = fact.metric.replace(/^=/, '');
    if (typeof fact.kind === 'string' && fact.kind.startsWith('=')) draft.kind = fact.kind.slice(1);
  }
  return draft;
}

/** Gives a column its role; a role that only one column can have is taken from the other. */
export function withRole(draft: Draft, column: string, role: Role): Draft {
  const columns = { ...draft.columns };
  if (role !== 'attribute' && role !== 'ignore') {
    for (const [other, had] of Object.entries(columns)) if (had === role) columns[other] = 'ignore';
  }
  columns[column] = role;
  return { ...draft, columns };
}
