import pg from 'pg';

/**
 * How values of the database are read, on every engine. Sums and counts stay below 2^53 here; scores are decimals of a few
 * digits: numbers are exact for both.
 */
export const types = new pg.TypeOverrides();
types.setTypeParser(pg.types.builtins.INT8, Number);
types.setTypeParser(pg.types.builtins.NUMERIC, Number);
types.setTypeParser(pg.types.builtins.DATE, (text) => text);
