import { html, raw } from 'hono/html';
import type { Html } from './page.ts';
import type { RoomRoutes } from './route.ts';

type Json = Record<string, unknown>;

interface Operation {
  summary: string;
  description?: string;
  operationId: string;
  'x-permission': string;
  parameters?: { name: string; in: string; required: boolean; description?: string; schema: Json }[];
  requestBody?: { content: Record<string, { schema: Json }> };
  responses: Record<string, { content?: Record<string, { schema: Json }> }>;
}

/** Every route with its permission, parameters and shapes; folded by `details`, found by the browser's own search. */
export function docsPage(document: Json, rooms: RoomRoutes[]): Html {
  const paths = document.paths as Record<string, Record<string, Operation>>;
  const schemas = (document.components as { schemas: Record<string, Json> }).schemas;
  const operations = Object.entries(paths).flatMap(([path, byMethod]) =>
    Object.entries(byMethod).map(([method, operation]) => ({ path, method, operation })),
  );
  const inRoom = (tag: string) =>
    operations.filter(
      ({ operation }) => ((operation as unknown as { tags: string[] }).tags[0] ?? '') === tag,
    );
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="/mark.svg"><title>Onus: interface for programs</title><style>${raw(style)}</style></head><body>
<nav aria-label="Rooms"><b>Onus</b>${rooms.map(({ tag }) => html`<a href="#${anchor(tag)}">${tag}</a>`)}<a href="#shapes">Shapes</a></nav>
<main><h1>Interface for programs</h1>
<p>Everything the pages show and do. Send <code>Authorization: Bearer &lt;key&gt;</code>; make a key with
<code>./onus key create --name reporting --scope read</code> or under Settings. Refusals are problems
(<a href="#shape-Problem">RFC 9457</a>). The same for machines: <a href="/api/openapi.json">/api/openapi.json</a> (OpenAPI 3.1).</p>
<pre tabindex="0">curl -H "Authorization: Bearer $KEY" "${(document.servers as { url: string }[])[0]?.url}/api/v1/metrics/nps/readings?by=journey"</pre>
${rooms.map(
  ({ tag }) =>
    html`<section id="${anchor(tag)}"><h2>${tag}</h2>${inRoom(tag).map(({ path, method, operation }) => routeOf(path, method, operation))}</section>`,
)}
<section id="shapes"><h2>Shapes</h2>${Object.entries(schemas).map(
    ([name, schema]) =>
      html`<details id="shape-${name}"><summary><code>${name}</code></summary><pre tabindex="0">${JSON.stringify(schema, null, 2)}</pre></details>`,
  )}</section></main></body></html>`;
}

function routeOf(path: string, method: string, operation: Operation): Html {
  const body = Object.entries(operation.requestBody?.content ?? {});
  const answers = Object.entries(operation.responses).filter(([status]) => /^2/.test(status));
  return html`<details id="${operation.operationId}"><summary><span class="${method}">${method.toUpperCase()}</span>
<code>${path}</code><span class="says">${operation.summary}</span><span class="may">${operation['x-permission']}</span></summary>
${operation.parameters ? parametersOf(operation.parameters) : ''}
${body.map(([type, { schema }]) => html`<h3>Body <small>${type}</small></h3>${shapeOf(schema)}`)}
${answers.map(([status, { content }]) =>
  Object.entries(content ?? { nothing: { schema: {} } }).map(
    ([type, { schema }]) =>
      html`<h3>${status} <small>${type}</small></h3>${type === 'nothing' ? '' : shapeOf(schema)}`,
  ),
)}</details>`;
}

function parametersOf(parameters: NonNullable<Operation['parameters']>): Html {
  return html`<h3>Parameters</h3><table>${parameters.map(
    (one) =>
      html`<tr><th scope="row"><code>${one.name}</code></th><td>${one.in}${one.required ? ', required' : ''}</td><td><code>${shortly(one.schema)}</code> ${one.description ?? ''}</td></tr>`,
  )}</table>`;
}

function shapeOf(schema: Json): Html {
  const name = typeof schema.$ref === 'string' ? schema.$ref.split('/').at(-1) : undefined;
  if (name) return html`<p><a href="#shape-${name}">${name}</a></p>`;
  return html`<pre tabindex="0">${JSON.stringify(schema, null, 2)}</pre>`;
}

function shortly(schema: Json): string {
  if (Array.isArray(schema.enum)) return schema.enum.join(' | ');
  const kind = String(schema.format ?? schema.type ?? 'value');
  return schema.default === undefined ? kind : `${kind} = ${JSON.stringify(schema.default)}`;
}

function anchor(tag: string): string {
  return `room-${tag.toLowerCase().replace(/[^a-z0-9]+/g, '-')}`;
}

const style = `
:root{color-scheme:light dark;--ground:#faf8f4;--card:#fff;--ink:#22201c;--muted:#6a655c;--line:#e3ddd2;--accent:#3c56b4;--good:#2d6b4f;--bad:#a8432f}
@media (prefers-color-scheme:dark){:root{--ground:#191816;--card:#22211e;--ink:#efece6;--muted:#a9a398;--line:#3a3732;--accent:#93a8f4;--good:#7cc9a2;--bad:#f0907a}}
*{box-sizing:border-box}html{scroll-behavior:smooth}
body{margin:0;display:grid;grid-template-columns:12rem minmax(0,1fr);background:var(--ground);color:var(--ink);font:15px/1.5 Inter,system-ui,sans-serif}
nav{position:sticky;top:0;height:100vh;overflow:auto;padding:1.5rem 1rem;border-right:1px solid var(--line);display:flex;flex-direction:column;gap:.4rem}
main{padding:1.5rem 2rem 4rem;max-width:62rem}
@media (max-width:48rem){body{display:block}nav{position:static;height:auto;flex-flow:row wrap}main{padding:1rem}}
h1{font-size:1.7rem;letter-spacing:-.02em;margin:0}h2{margin:2rem 0 .6rem;font-size:1.2rem}h3{margin:.9rem 0 .3rem;font-size:.9rem}small{color:var(--muted);font-weight:400}
a{color:var(--accent)}code,pre{font:13px/1.5 ui-monospace,monospace}
pre{overflow:auto;max-height:24rem;padding:.8rem;background:var(--ground);border:1px solid var(--line);border-radius:8px}
details{margin:.35rem 0;padding:.45rem .8rem;background:var(--card);border:1px solid var(--line);border-radius:10px}
summary{cursor:pointer;display:flex;gap:.7rem;align-items:baseline;flex-wrap:wrap}
summary span:first-child{font:700 12px ui-monospace,monospace;min-width:3.6rem}
.get{color:var(--good)}.delete{color:var(--bad)}.post,.put,.patch{color:var(--accent)}
.says{color:var(--muted);flex:1}.may{font-size:12px;padding:0 .5rem;border:1px solid var(--line);border-radius:99px}
table{border-collapse:collapse}th,td{text-align:left;padding:.2rem 1rem .2rem 0;vertical-align:top;font-weight:400}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
`;
