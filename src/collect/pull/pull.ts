import { z } from 'zod';
import { Mapping } from '../mapping/mapping.ts';

const databaseKinds = ['postgres', 'mysql'] as const;

const host = z
  .string()
  .trim()
  .min(1)
  .max(253)
  .regex(/^[\w.:-]+$/, 'is no name or address of a server');
const tls = z
  .enum(['off', 'on', 'unverified'])
  .describe('`on` wants a certificate that is trusted; `unverified` encrypts and asks no questions.');

/** How another database is asked. The password is sent beside it and never comes back. */
export const DatabaseSettings = z.strictObject({
  host,
  port: z.int().min(1).max(65_535),
  database: z.string().min(1).max(200),
  user: z.string().min(1).max(200),
  tls: tls.default('off'),
  /** A certificate authority of one's own, PEM. */
  ca: z.string().max(20_000).optional(),
  query: z.string().min(1).max(50_000),
  /** Column of the query that only grows: a time of change or a number. Without one everything is read each time. */
  watermark: z.string().min(1).max(200).nullable().default(null),
  /** Read again this much before the watermark: seconds for times, units for numbers. Catches what was committed late. */
  overlap: z.number().min(0).max(31_536_000).default(300),
  timeoutSeconds: z.int().min(1).max(3600).default(60),
});
export type DatabaseSettings = z.infer<typeof DatabaseSettings>;

export const PullInput = z.strictObject({
  kind: z.enum(databaseKinds),
  name: z.string().trim().min(1).max(200),
  source: z.string().min(1).max(60).describe('Key of the source.'),
  password: z.string().max(1000).optional().describe('Left out in a change: as it was.'),
  everyMinutes: z.int().min(1).max(44_640).nullable().default(null),
  settings: DatabaseSettings,
  mapping: Mapping,
});
export type PullInput = z.infer<typeof PullInput>;

/** What is looked at before it is stored. `pull`: with the password of this one. */
export const PullLook = z.strictObject({
  kind: z.enum(databaseKinds),
  settings: DatabaseSettings,
  password: z.string().max(1000).optional(),
  pull: z.uuid().optional(),
  mapping: Mapping.optional(),
});
export type PullLook = z.infer<typeof PullLook>;

export const Pull = z
  .object({
    id: z.string(),
    kind: z.enum(databaseKinds),
    name: z.string(),
    source: z.string(),
    sourceName: z.string(),
    settings: DatabaseSettings,
    mapping: Mapping,
    everyMinutes: z.number().nullable(),
    watermark: z.string().nullable(),
    /** The newest run: its state, when, and what went wrong. */
    lastRun: z
      .object({
        runId: z.int(),
        startedAt: z.date(),
        state: z.string(),
        read: z.number(),
        accepted: z.number(),
        failure: z.string().nullable(),
      })
      .nullable(),
    nextAt: z.date().nullable(),
  })
  .meta({ id: 'Pull' });
export type Pull = z.infer<typeof Pull>;

/** Rows as text, the way a file has them. */
export interface PulledRows {
  columns: string[];
  rows: (string | null)[][];
  /** Highest value of the watermark column up to here; null: none yet. */
  watermark: string | null;
}

export interface DatabaseAsk {
  settings: DatabaseSettings;
  password: string;
  /** Where the last run ended; null: from the beginning. */
  from: string | null;
  batchRows: number;
  now: Date;
}

/** Speaks to one kind of database. @throws Refusal in words for whoever set it up */
export type AskDatabase = (ask: DatabaseAsk) => AsyncGenerator<PulledRows>;
