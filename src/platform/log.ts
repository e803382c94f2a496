import { type Logger, pino } from 'pino';
import type { Config } from './config.ts';

/** JSON lines on stdout; every line of a request carries its `requestId`. Secrets never reach it. */
export function createLog(config: Pick<Config, 'logLevel'>): Logger {
  return pino({
    level: config.logLevel,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: {
      paths: ['*.password', '*.token', '*.authorization', '*.cookie', 'password', 'token'],
      censor: '***',
    },
  });
}
