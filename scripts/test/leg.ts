import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { type Result, run } from './command.ts';

interface Report {
  numPassedTests: number;
  numFailedTests: number;
  testResults: {
    name: string;
    status: string;
    assertionResults: { status: string; fullName: string }[];
    message: string;
  }[];
}

/** One project of vitest.config.ts. Every test counts; a file that could not be loaded counts as one failure. */
export async function leg(what: string, project: string, filters: string[]): Promise<Result> {
  console.log(`\n${what} (${project})`);
  const folder = mkdtempSync(join(tmpdir(), 'onus-report-'));
  const report = join(folder, 'report.json');
  try {
    const { code } = await run(
      'vitest',
      [
        'run',
        '--project',
        project,
        '--reporter=default',
        '--reporter=json',
        `--outputFile.json=${report}`,
        ...filters,
      ],
      { quiet: false },
    );
    const counted = count(report);
    // Vitest ends badly for reasons that are no test's: an unhandled error, a set-up that failed, no test found.
    if (code !== 0 && counted.failed === 0) counted.failed = 1;
    if (counted.passed + counted.failed === 0) counted.failed = 1;
    return counted;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function count(path: string): Result {
  let report: Report;
  try {
    report = JSON.parse(readFileSync(path, 'utf8')) as Report;
  } catch {
    return { passed: 0, failed: 1 };
  }
  const unloaded = report.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  );
  const names = report.testResults.flatMap(({ name, assertionResults }) =>
    assertionResults
      .filter(({ status }) => status === 'failed')
      .map(({ fullName }) => `${relative(process.cwd(), name)}: ${fullName}`),
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + unloaded.length,
    names: [...names, ...unloaded.map(({ name }) => `${relative(process.cwd(), name)}: not loaded`)],
  };
}
