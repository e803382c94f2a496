import fc from 'fast-check';

/**
 * The same examples in every run, so that a red run is red again when it is looked into. `ONUS_TEST_SEED=<number>` tries
 * others; a failing property prints the seed it had.
 */
fc.configureGlobal({ seed: Number(process.env.ONUS_TEST_SEED ?? 1) });
