import { defineConfig } from 'vitest/config';

const db = 'src/**/*.db.test.ts';
const whole = 'test/*.db.test.ts';

/**
 * The files of one worker share what they have loaded: a third of the time went into loading the product again for each.
 * Nothing of the product keeps state outside of its database and its platform object, and this holds it to that.
 */
const shared = { isolate: false };

/**
 * The legs (docs/decisions/0002). Database tests are written once and run on both engines: PGlite inside the test
 * process, and a real PostgreSQL whose address scripts/test.ts puts into ONUS_TEST_DATABASE_URL.
 */
export default defineConfig({
  test: {
    pool: 'forks',
    setupFiles: 'test/seed.ts',
    maxWorkers: 2,
    // Only a hang ends a test: on a busy machine everything takes ten times as long, and no test may know how fast it is.
    testTimeout: 180_000,
    hookTimeout: 300_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          ...shared,
          include: ['src/**/*.test.ts', 'test/*.test.ts'],
          exclude: ['**/*.db.test.ts', 'src/web/dist'],
        },
      },
      {
        extends: true,
        test: {
          name: 'pglite',
          ...shared,
          include: [db],
          env: { ONUS_TEST_ENGINE: 'pglite' },
          globalSetup: 'test/pglite.global.ts',
        },
      },
      {
        extends: true,
        test: {
          name: 'pglite-whole',
          ...shared,
          include: [whole],
          env: { ONUS_TEST_ENGINE: 'pglite' },
          globalSetup: 'test/pglite.global.ts',
        },
      },
      {
        extends: true,
        test: {
          name: 'postgres',
          ...shared,
          include: [db, whole],
          env: { ONUS_TEST_ENGINE: 'postgres' },
          globalSetup: 'test/postgres.global.ts',
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['test/e2e/*.test.ts'],
          exclude: ['test/e2e/accessibility.test.ts'],
          globalSetup: 'test/e2e.global.ts',
          fileParallelism: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'cases',
          include: ['test/e2e/cases/*.test.ts'],
          globalSetup: 'test/e2e.global.ts',
          fileParallelism: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'accessibility',
          include: ['test/e2e/accessibility.test.ts'],
          globalSetup: 'test/e2e.global.ts',
        },
      },
    ],
  },
});
