import { parseArgs } from 'node:util';

export type Engine = 'pglite' | 'postgres';

export interface Given {
  engines: Engine[];
  size: number;
}

/** `--engine pglite|postgres` (both unless told) and `--size n`. */
export function given(usualSize: number): Given {
  const { values } = parseArgs({ options: { engine: { type: 'string' }, size: { type: 'string' } } });
  const { engine, size } = values;
  if (engine !== undefined && engine !== 'pglite' && engine !== 'postgres') {
    throw new Error(`--engine is pglite or postgres, not “${engine}”`);
  }
  const n = size === undefined ? usualSize : Number(size.replaceAll('_', ''));
  if (!Number.isInteger(n) || n < 1) throw new Error(`--size is a whole number, not “${size}”`);
  return { engines: engine ? [engine] : ['postgres', 'pglite'], size: n };
}
