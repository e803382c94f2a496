import { expect, test } from 'vitest';
import { loadConfig, printConfig } from './config.ts';
import { Refusal } from './errors.ts';

test('defaults need nothing set, and empty counts as absent', () => {
  expect(loadConfig({ ONUS_PORT: '', DATABASE_URL: '' })).toMatchObject({
    port: 4100,
    host: '127.0.0.1',
    dataFolder: './data',
    databaseUrl: undefined,
    baseUrl: 'http://localhost:4100',
    mailFrom: 'onus@localhost',
    demo: false,
  });
});

test('every wrong variable is named', () => {
  const wrong = () => loadConfig({ ONUS_PORT: 'http', DATABASE_URL: 'mysql://x', ONUS_LOG: 'loud' });
  expect(wrong).toThrow(Refusal);
  expect(wrong).toThrow(/ONUS_PORT.*DATABASE_URL.*ONUS_LOG/s);
});

test('what is printed holds no password', () => {
  const printed = printConfig(
    loadConfig({
      DATABASE_URL: 'postgres://onus:geheim@db.example/onus?password=geheim2&sslmode=require',
      ONUS_SECRET: 'geheim, und das 32 Zeichen lang mindestens',
      SMTP_URL: 'smtps://mailer:p%40ss@mail.example:465',
    }),
  );
  expect(printed).toContain('postgres://onus:***@db.example/onus?password=***&sslmode=require');
  expect(printed).toContain('smtps://mailer:***@mail.example:465');
  expect(printed).not.toMatch(/geheim|p%40ss/);
});
