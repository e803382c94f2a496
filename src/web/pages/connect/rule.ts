export type Kind = 'interaction' | 'response' | 'identity';

export interface Draft {
  kind: Kind;
  /** Path that decides whether the rule applies; empty: always. */
  when: string;
  is: string;
  who: string;
  what: string;
  metric: string;
  value: string;
  comment: string;
  name: string;
  email: string;
}

/** Paths of an event's values with what stands there, for somebody to choose from. Lists are left to the JSON. */
export function pathsOf(event: unknown, segment: boolean): { path: string; example: string }[] {
  const found: { path: string; example: string }[] = [];
  const walk = (value: unknown, path: string, depth: number): void => {
    if (found.length >= 200 || Array.isArray(value) || value === null || value === undefined) return;
    if (typeof value === 'object') {
      if (depth < 6)
        for (const [name, one] of Object.entries(value))
          walk(one, path ? `${path}.${name}` : name, depth + 1);
      return;
    }
    if (path !== '') found.push({ path, example: String(value) });
  };
  walk(event, '', 0);
  return segment ? [{ path: 'onus.who', example: '' }, ...found] : found;
}

/** The rule in the shape in which it is kept; what was left open is left out. */
export function ruleOf(draft: Draft): Record<string, unknown> {
  const given = (name: string, value: string) => (value ? { [name]: value } : {});
  const when = draft.when ? { when: { column: draft.when, ...(draft.is ? { is: [draft.is] } : {}) } } : {};
  if (draft.kind === 'identity')
    return {
      type: 'identity',
      ...when,
      key: draft.who,
      ...given('name', draft.name),
      ...given('email', draft.email),
    };
  const common = { ...when, ...given('who', draft.who), ...given('value', draft.value), at: 'onus.at' };
  if (draft.kind === 'interaction') return { type: 'interaction', kind: `=${draft.what}`, ...common };
  return { type: 'response', metric: `=${draft.metric}`, ...common, ...given('comment', draft.comment) };
}
