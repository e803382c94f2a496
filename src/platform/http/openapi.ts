import { z } from 'zod';
import { permissions, scopes } from '../access.ts';
import { apiBase } from './mount.ts';
import type { RoomRoutes, Route } from './route.ts';

const Problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string().describe('A sentence for the person: what to do next'),
    code: z.string().describe('Stable and machine-readable'),
    errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
    requestId: z.string().optional(),
  })
  .meta({ id: 'Problem', description: 'RFC 9457' });

type Json = Record<string, unknown>;

/** OpenAPI 3.1 of every registered route. Zod's own JSON Schema (2020-12) is the dialect 3.1 uses. */
export function openApi(rooms: RoomRoutes[], baseUrl: string): Json {
  const schemas: Json = {};
  const paths: Record<string, Json> = {};
  for (const { tag, routes } of rooms) {
    for (const route of routes) {
      // `:key{[a-z]+\\.yaml}` is a parameter with an ending, `{key}.yaml`.
      const ended = route.path.replace(/:(\w+)\{[^}]*\\\.(\w+)\}/g, '{$1}.$2');
      const path = `${apiBase}${ended.replace(/:(\w+)(\{[^}]*\})?/g, '{$1}')}`;
      paths[path] ??= {};
      paths[path][route.method] = operation(route, tag, schemas);
    }
  }
  schemaOf(Problem, 'output', schemas);
  return {
    openapi: '3.1.0',
    info: {
      title: 'Onus',
      version: '1',
      description:
        'Who owns the customer experience? Everything the pages show and do, for programs. Refusals are problems (RFC 9457).',
      license: { name: 'AGPL-3.0-or-later', identifier: 'AGPL-3.0-or-later' },
    },
    servers: [{ url: baseUrl }],
    tags: rooms.map(({ tag }) => ({ name: tag })),
    security: [{ key: [] }, { session: [] }],
    paths,
    components: {
      schemas: Object.fromEntries(Object.entries(schemas).sort(([a], [b]) => a.localeCompare(b))),
      securitySchemes: {
        key: {
          type: 'http',
          scheme: 'bearer',
          description: `An API key. Scopes: ${scopes.filter((scope) => !permissions.includes(scope as never)).join(', ')} or single permissions.`,
        },
        session: { type: 'apiKey', in: 'cookie', name: 'onus', description: 'Set by POST /api/v1/session.' },
      },
      responses: {
        Problem: {
          description: 'Refused, and why',
          content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
        },
      },
    },
  };
}

function operation({ method, path, access, spec }: Route, tag: string, schemas: Json): Json {
  const parameters = [
    ...parametersOf(spec.params, 'path', schemas, pathNames(path)),
    ...parametersOf(spec.query, 'query', schemas),
  ];
  const problem = { $ref: '#/components/responses/Problem' };
  return {
    operationId: nameOf(method, path),
    tags: [tag],
    summary: spec.summary,
    description: [spec.description, `Permission: ${access}.`].filter(Boolean).join('\n\n'),
    'x-permission': access,
    ...(access === 'anyone' ? { security: [] } : {}),
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(spec.body || spec.raw ? { requestBody: { required: true, content: bodyOf(spec, schemas) } } : {}),
    responses: {
      [spec.status ?? (spec.answers || spec.produces ? 200 : 204)]: successOf(spec, schemas),
      ...(access === 'anyone' ? {} : { 401: problem, 403: problem }),
      ...(spec.body || spec.raw ? { 413: problem } : {}),
      ...(spec.rate ? { 429: problem } : {}),
      default: problem,
    },
  };
}

function bodyOf(spec: Route['spec'], schemas: Json): Json {
  if (spec.body) return { 'application/json': { schema: schemaOf(spec.body, 'input', schemas) } };
  return Object.fromEntries(
    (spec.raw ?? []).map((type) => [type, { schema: { type: 'string', format: 'binary' } }]),
  );
}

function successOf(spec: Route['spec'], schemas: Json): Json {
  const content: Json = {};
  if (spec.answers) content['application/json'] = { schema: schemaOf(spec.answers, 'output', schemas) };
  for (const type of spec.produces ?? []) content[type] = { schema: { type: 'string' } };
  return { description: 'Done', ...(Object.keys(content).length > 0 ? { content } : {}) };
}

function parametersOf(
  schema: z.ZodType | undefined,
  place: 'path' | 'query',
  schemas: Json,
  names: string[] = [],
): Json[] {
  const object = schema
    ? (jsonSchema(schema, 'input', schemas) as { properties?: Json; required?: string[] })
    : {};
  const properties: Json = {
    ...Object.fromEntries(names.map((name) => [name, { type: 'string' }])),
    ...object.properties,
  };
  return Object.entries(properties).map(([name, one]) => {
    const { description, ...rest } = one as Json;
    const required = place === 'path' || (object.required?.includes(name) ?? false);
    return { name, in: place, required, ...(description ? { description } : {}), schema: rest };
  });
}

function pathNames(path: string): string[] {
  return [...path.matchAll(/:(\w+)/g)].map((match) => match[1]!);
}

/** `get /cases/:caseId` → getCasesByCaseId. */
function nameOf(method: string, path: string): string {
  const words = path.split('/').filter(Boolean);
  const part = (word: string) =>
    word
      .replace(/^:/, 'by-')
      .replace(/[^a-zA-Z0-9]+/g, '-')
      .split('-')
      .filter(Boolean)
      .map((one) => one.charAt(0).toUpperCase() + one.slice(1))
      .join('');
  return method + words.map(part).join('');
}

/** A reference where the shape has a name of its own, else the shape in place. */
function schemaOf(schema: z.ZodType, io: 'input' | 'output', schemas: Json): Json {
  const id = z.globalRegistry.get(schema)?.id;
  const made = jsonSchema(schema, io, schemas);
  if (!id) return made;
  // An input with defaults differs from the same shape as output: then it has a name of its own.
  const name =
    io === 'input' && schemas[id] && JSON.stringify(schemas[id]) !== JSON.stringify(made) ? `${id}Input` : id;
  schemas[name] ??= made;
  return { $ref: `#/components/schemas/${name}` };
}

function jsonSchema(schema: z.ZodType, io: 'input' | 'output', schemas: Json): Json {
  const {
    $schema: _,
    $defs,
    id: __,
    ...made
  } = z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
    reused: 'inline',
    override: ({ zodSchema, jsonSchema: out }) => {
      if (zodSchema._zod.def.type === 'date') Object.assign(out, { type: 'string', format: 'date-time' });
      delete (out as Json).id;
    },
  }) as Json & { $defs?: Json };
  for (const [name, one] of Object.entries(($defs ?? {}) as Json)) schemas[name] ??= moved(one);
  return moved(made) as Json;
}

/** Zod keeps named parts under #/$defs of each shape; here they lie together under components. */
function moved(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(moved);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) =>
      key === '$ref' && typeof one === 'string'
        ? [key, one.replace('#/$defs/', '#/components/schemas/')]
        : [key, moved(one)],
    ),
  );
}
