import { z } from 'zod';
import { Refusal } from './errors.ts';

const Environment = z.object({
  ONUS_PORT: z.coerce.number().int().min(0).max(65535).default(4100),
  ONUS_HOST: z.string().min(1).default('127.0.0.1'),
  ONUS_DATA: z.string().min(1).default('./data'),
  DATABASE_URL: z
    .string()
    .regex(/^(postgres(ql)?:\/\/|memory:)/, 'must begin with postgres://')
    .optional(),
  ONUS_DB_CONNECTIONS: z.coerce.number().int().min(2).max(200).default(10),
  ONUS_BASE_URL: z.url({ protocol: /^https?$/ }).optional(),
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\//, 'must begin with smtp:// or smtps://')
    .optional(),
  ONUS_MAIL_FROM: z.email().optional(),
  ONUS_MAIL_PORT: z.coerce.number().int().min(0).max(65535).optional(),
  ONUS_MAIL_HOST: z.string().min(1).default('127.0.0.1'),
  ONUS_MAIL_CERT: z.string().min(1).optional(),
  ONUS_MAIL_KEY: z.string().min(1).optional(),
  ONUS_LOG: z.enum(['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace']).default('info'),
  ONUS_DEMO: z.stringbool().default(false),
  ONUS_DEMO_SCALE: z.coerce.number().positive().max(100).default(1),
  ONUS_TRUST_PROXY: z.stringbool().default(false),
  ONUS_PRIVATE_TARGETS: z.stringbool().optional(),
  ONUS_SECRET: z.string().min(32, 'needs at least 32 characters').optional(),
});

/** Everything that can be set from outside. Read once at start; nothing else reads the environment. */
export interface Config {
  port: number;
  host: string;
  /** Holds the embedded database, uploads, the lock and the operator's token. */
  dataFolder: string;
  /** Absent: the embedded database in `dataFolder`. */
  databaseUrl?: string | undefined;
  databaseConnections: number;
  /** How the outside reaches us, without a slash at the end; links in mails begin with it. */
  baseUrl: string;
  /** Absent: mails stay in the outbox. */
  smtpUrl?: string | undefined;
  mailFrom: string;
  /** Where mail is received. Absent: it is not. */
  mailPort?: number | undefined;
  mailHost: string;
  /** PEM files with which the receiver offers encryption (STARTTLS). */
  mailTls?: { cert: string; key: string } | undefined;
  logLevel: string;
  /** The example company: sign-in by choosing a person, the outbox open to everybody. */
  demo: boolean;
  demoScale: number;
  /** Take the client's address from X-Forwarded-For; only behind a proxy that sets it. */
  trustProxy: boolean;
  /** Messages may go to addresses of our own network and over plain HTTP. Absent: only for the example company. */
  privateTargets?: boolean | undefined;
  /** What passwords of other systems are sealed with. Absent: a key file in the data folder. */
  secret?: string | undefined;
}

/** @throws Refusal `bad_configuration` naming every variable that is wrong. Empty variables count as absent. */
export function loadConfig(env: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value !== ''),
  );
  const read = Environment.safeParse(given);
  if (!read.success) {
    const errors = read.error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message }));
    const list = errors.map(({ path, message }) => `${path}: ${message}`).join('; ');
    throw new Refusal('bad_configuration', `The configuration is not usable. ${list}.`, { errors });
  }
  const at = read.data;
  const baseUrl = (at.ONUS_BASE_URL ?? `http://localhost:${at.ONUS_PORT}`).replace(/\/+$/, '');
  return {
    port: at.ONUS_PORT,
    host: at.ONUS_HOST,
    dataFolder: at.ONUS_DATA,
    databaseUrl: at.DATABASE_URL,
    databaseConnections: at.ONUS_DB_CONNECTIONS,
    baseUrl,
    smtpUrl: at.SMTP_URL,
    mailFrom: at.ONUS_MAIL_FROM ?? `onus@${new URL(baseUrl).hostname}`,
    mailPort: at.ONUS_MAIL_PORT,
    mailHost: at.ONUS_MAIL_HOST,
    mailTls: tls(at.ONUS_MAIL_CERT, at.ONUS_MAIL_KEY),
    logLevel: at.ONUS_LOG,
    demo: at.ONUS_DEMO,
    demoScale: at.ONUS_DEMO_SCALE,
    trustProxy: at.ONUS_TRUST_PROXY,
    privateTargets: at.ONUS_PRIVATE_TARGETS,
    secret: at.ONUS_SECRET,
  };
}

/** @throws Refusal `bad_configuration` where one is named without the other */
function tls(cert: string | undefined, key: string | undefined): Config['mailTls'] {
  if (!cert !== !key)
    throw new Refusal(
      'bad_configuration',
      'The configuration is not usable. ONUS_MAIL_CERT and ONUS_MAIL_KEY belong together.',
    );
  return cert && key ? { cert, key } : undefined;
}

/** The effective configuration, passwords in addresses masked. */
export function maskedConfig(config: Config): Record<string, string> {
  const secret = config.secret && '***';
  const entries = Object.entries({ databaseUrl: undefined, smtpUrl: undefined, ...config, secret });
  return Object.fromEntries(entries.map(([name, value]) => [name, masked(value)]));
}

/** One `name = value` a line. */
export function printConfig(config: Config): string {
  const entries = Object.entries(maskedConfig(config));
  const width = Math.max(...entries.map(([name]) => name.length));
  return entries.map(([name, value]) => `${name.padEnd(width)} = ${value}`).join('\n');
}

function masked(value: unknown): string {
  if (value === undefined) return '(none)';
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  if (!/^[a-z]+:\/\/[^/]*@|[?&](password|token|secret)=/i.test(text)) return text;
  return text
    .replace(/^([a-z]+:\/\/[^:@/]*):[^@]*@/i, '$1:***@')
    .replace(/([?&](?:password|token|secret)=)[^&]*/gi, '$1***');
}
