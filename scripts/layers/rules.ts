import type { Import } from './imports.ts';

/** The rooms in the order of the loop: a room may know the ones before it, never one after it. */
const rooms = ['collect', 'know', 'map', 'own', 'measure', 'listen', 'close', 'improve', 'govern', 'out'];

/** Packages that only these places may touch, so that what they do can be exchanged there. Other people's databases: decision 22. */
const keptTo: Record<string, string[]> = {
  'src/platform/': [
    'pg',
    'pg-copy-streams',
    'pg-cursor',
    '@electric-sql/pglite',
    'kysely',
    'pg-boss',
    'nodemailer',
  ],
  'src/connectors/sql/': ['pg', 'pg-cursor', 'mysql2'],
  'src/connectors/mail/': ['imapflow', 'mailparser', 'smtp-server'],
  'src/web/': ['react', 'react-dom', 'echarts'],
};

interface Place {
  /** room, platform, connectors, web, public, demo, cli; '' for the files directly in src. */
  part: string;
  name: string;
  /** What the file is within a room: its facade, statements, routes, jobs, or the shape and rules of one noun. */
  kind: 'facade' | 'sql' | 'routes' | 'jobs' | 'shape';
}

function place(file: string): Place {
  const [, ...path] = file.split('/');
  const name = path.at(-1) ?? '';
  const part = path.length > 1 ? (path[0] ?? '') : '';
  const suffix = /\.(sql|routes|jobs)\.tsx?$/.exec(name)?.[1] as Place['kind'] | undefined;
  const facade = path.length === 2 && name === `${part}.ts`;
  return { part, name, kind: suffix ?? (facade ? 'facade' : 'shape') };
}

/** Why this import may not be, or undefined. */
export function objection(one: Import): string | undefined {
  if (one.package) return objectionToPackage(one);
  if (one.missing) return 'it is not there';
  const from = place(one.from);
  const to = place(one.to);
  if (!one.to.startsWith('src/')) {
    return one.to.startsWith('package.json') ? undefined : 'the program does not reach outside src';
  }
  if (to.part === 'web' && from.part !== 'web') return 'the pages belong to the browser';
  if (from.part === to.part && from.part !== '') return undefined;

  if (rooms.includes(from.part)) return objectionToRoom(from, to, one.typeOnly);
  switch (from.part) {
    case 'platform':
      return 'the platform knows nothing of what stands on it';
    case 'connectors':
      if (to.part === 'platform' || (to.part === 'collect' && shapeOrFacade(to))) return undefined;
      return 'a connector sees the platform, and the facade and shapes of collect';
    case 'web':
      if (one.typeOnly && to.kind !== 'sql') return undefined;
      if (rooms.includes(to.part) && to.kind === 'shape') return undefined;
      return 'pages see the shapes of the rooms, and types';
    case 'public':
      if (to.part === 'platform' || (rooms.includes(to.part) && to.kind === 'shape')) return undefined;
      if (one.typeOnly && to.kind === 'facade') return undefined;
      return 'public pages see the platform, shapes, and the types of facades';
    case 'cli':
      return objectionToCommandLine(to);
    case 'demo':
      if (to.part === 'platform' || to.name === 'loop.ts' || to.name === 'app.ts') return undefined;
      if (rooms.includes(to.part) && shapeOrFacade(to)) return undefined;
      return 'the example company is made through facades and the loop';
    case '':
      return objectionToTop(from, to);
    default:
      return `there is no rule for src/${from.part}: add one to scripts/layers/rules.ts`;
  }
}

function objectionToRoom(from: Place, to: Place, typeOnly: boolean): string | undefined {
  if (to.part === 'platform') return undefined;
  if (!rooms.includes(to.part)) return `a room does not know ${to.part || to.name}`;
  if (rooms.indexOf(to.part) > rooms.indexOf(from.part)) {
    return `${to.part} comes after ${from.part}: let it follow an event instead`;
  }
  if (to.kind === 'facade' || (to.kind === 'shape' && typeOnly)) return undefined;
  return `use the facade ${to.part}/${to.part}.ts`;
}

/** loop.ts, and the stages it is cut into: loop.placed.ts … */
function isLoop(place: Place): boolean {
  return place.part === '' && /^loop(\.\w+)?\.ts$/.test(place.name);
}

/** loop.ts and app.ts wire the rooms together; main.ts is the command line. */
function objectionToTop(from: Place, to: Place): string | undefined {
  if (from.name === 'main.ts') return objectionToCommandLine(to);
  if (isLoop(from)) {
    if (to.part === 'platform' || isLoop(to) || (rooms.includes(to.part) && shapeOrFacade(to)))
      return undefined;
    return 'the loop sees facades and shapes';
  }
  if (from.name === 'app.ts') return to.kind === 'sql' ? 'statements belong to their room' : undefined;
  return `there is no rule for src/${from.name}: add one to scripts/layers/rules.ts`;
}

function objectionToCommandLine(to: Place): string | undefined {
  if (['platform', 'cli', 'demo'].includes(to.part) || to.name === 'app.ts') return undefined;
  if (rooms.includes(to.part) && to.kind === 'shape') return undefined;
  return 'the command line talks HTTP: it sees the platform, the app and shapes';
}

function shapeOrFacade(to: Place): boolean {
  return to.kind === 'shape' || to.kind === 'facade';
}

function objectionToPackage(one: Import): string | undefined {
  const homes = Object.keys(keptTo).filter((home) => keptTo[home]?.includes(one.to));
  if (homes.length === 0 || one.typeOnly || homes.some((home) => one.from.startsWith(home))) return undefined;
  return `${one.to} is used in ${homes.join(' and ')} only`;
}
