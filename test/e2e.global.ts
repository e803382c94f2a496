import type { TestProject } from 'vitest/node';
import { startOnus } from './running.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The example company, small, running for all end-to-end tests of this run. */
    demo: { url: string };
  }
}

/** One company for the whole leg: making it is the slow part. ONUS_TEST_URL names one that runs already. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env.ONUS_TEST_URL;
  if (given) {
    project.provide('demo', { url: given });
    return async () => undefined;
  }
  const running = process.env.ONUS_TEST_DEMO_URL;
  if (running) {
    project.provide('demo', { url: running });
    return async () => undefined;
  }
  const onus = await startOnus('demo', { env: { ONUS_DEMO_SCALE: '0.05' } });
  project.provide('demo', { url: onus.url });
  return async () => {
    await onus.stop();
  };
}
