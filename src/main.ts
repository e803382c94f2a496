import { enableCompileCache } from 'node:module';
import { type Command, CommanderError, program } from 'commander';
import type { Connection } from './cli/connect.ts';
import { exit, type Output, sayError } from './cli/say.ts';
import { type Config, loadConfig } from './platform/config.ts';

// Parsing 40 MB of modules anew costs a second at each start.
enableCompileCache();

/** A verb that runs through the interface, on the running server or in this process. */
function talking<Args extends unknown[]>(
  run: (api: Connection, output: Output, ...args: Args) => Promise<number>,
  given: { work?: boolean } = {},
) {
  return (output: Output, ...args: Args) =>
    act(output, async (config) => {
      const { connect } = await import('./cli/connect.ts');
      const api = await connect(config, given);
      try {
        return await run(api, output, ...args);
      } finally {
        await api.close();
      }
    });
}

async function act(output: Output, run: (config: Config) => Promise<number>): Promise<void> {
  try {
    process.exitCode = await run(loadConfig(process.env));
  } catch (error) {
    process.exitCode = sayError(output, error);
  }
}

program
  .name('onus')
  .description('Who owns the customer experience? Onus answers with data, and makes the answer stick.')
  .showHelpAfterError('(./onus --help lists every verb)')
  .exitOverride()
  .addHelpText(
    'after',
    `
Environment: ONUS_PORT, ONUS_HOST, ONUS_DATA, DATABASE_URL, ONUS_BASE_URL, SMTP_URL, ONUS_MAIL_FROM, ONUS_LOG, ONUS_DEMO_SCALE
Exit codes:  0 done · 1 refused · 2 wrong use · 3 done, but rows were rejected
Where a server holds the data folder, every verb goes through it; else it opens the database itself.`,
  );

const verb = (parent: Command, name: string, about: string) =>
  parent.command(name).description(about).option('--json', 'the result as JSON, for programs');
const group = (name: string, about: string) => program.command(name).description(about);

program
  .command('serve')
  .description('answer on the port and do the work that waits')
  .option('--no-work', 'leave the work to other processes (./onus work)')
  .action(({ work }: { work: boolean }) =>
    act({}, async (config) => {
      const { sayConfig, startServing, untilSignal } = await import('./cli/serve.ts');
      sayConfig(config);
      const serving = await startServing(config, { work });
      await untilSignal(serving.stop);
      return exit.done;
    }),
  );

program
  .command('work')
  .description('do the work that waits, without answering (PostgreSQL only; any number of processes)')
  .action(() => act({}, async (config) => (await import('./cli/work.ts')).workOnly(config)));

program
  .command('demo')
  .description('the example company Halden Broadband, made in ./data-demo (or ONUS_DATA) and served')
  .action(() =>
    act({}, async (config) => {
      const { demo } = await import('./cli/demo.ts');
      await demo(config, { ownFolder: Boolean(process.env.ONUS_DATA) });
      return exit.done;
    }),
  );

verb(program, 'migrate', 'bring the database up to this version').action((output: Output) =>
  act(output, async (config) => (await import('./cli/migrate.ts')).migrateNow(config, output)),
);

verb(program, 'config', 'the effective configuration, secrets masked').action((output: Output) =>
  act(output, async (config) => (await import('./cli/config.ts')).showConfig(config, output)),
);

verb(program, 'import <path>', 'import a file, or every file of a folder')
  .option('--recipe <folder>', 'a recipe that makes facts of a folder of tables')
  .option('--map <file.yaml>', 'which column means what; without it, as suggested')
  .option('--source <key>', 'where it comes from')
  .option('--as <kind>', 'event-log: the hand-over history of another system, CSV or XES')
  .option('--name <log>', 'event-log: what the log is called')
  .option('--case <column>', 'event-log: the column of the case')
  .option('--time <column>', 'event-log: the column of the time')
  .option('--group <column>', 'event-log: the column of the group that held the case')
  .option('--activity <column>', 'event-log: the column of the state')
  .option('--dates <order>', 'event-log: how times are written: iso dmy mdy named compact epoch_s epoch_ms')
  .option('--zone <zone>', 'event-log: time zone of times that state none')
  .action((path: string, options: Output & Record<string, string | undefined>) =>
    talking(
      async (api, output) => {
        const { recipe, map, source, as, name, case: ofCase, time, group, activity, dates, zone } = options;
        const log = { name, case: ofCase, time, group, activity, dates, zone };
        const { importPath } = await import('./cli/import.ts');
        return importPath(api, output, { path, recipe, map, source, as, log });
      },
      {
        work: true,
      },
    )(options),
  );

const journey = group('journey', 'journeys as YAML files');
verb(journey, 'apply <file>', 'make or change the journeys of a file').action(
  (file: string, output: Output) =>
    talking(async (api) => (await import('./cli/journeys.ts')).applyJourney(api, output, file))(output),
);
verb(journey, 'export <key> [file]', 'the file that apply reads').action(
  (key: string, file: string | undefined, output: Output) =>
    talking(async (api) => (await import('./cli/journeys.ts')).exportJourney(api, output, { key, file }))(
      output,
    ),
);

const cells = group('cells', 'the counters behind every figure');
verb(cells, 'verify', 'recount from the facts and compare').action(
  talking(async (api, output) => (await import('./cli/cells.ts')).verifyCells(api, output)),
);

const key = group('key', 'API keys');
verb(key, 'create', 'make a key; it is printed this once')
  .requiredOption('--name <name>', 'what it is for')
  .requiredOption('--scope <scope...>', 'admin, read, intake, or single permissions such as case:read')
  .action((options: Output & { name: string; scope: string[] }) =>
    talking(async (api, output) => (await import('./cli/keys.ts')).createKey(api, output, options))(options),
  );
verb(key, 'list', 'every key, without its secret').action(
  talking(async (api, output) => (await import('./cli/keys.ts')).listKeys(api, output)),
);
verb(key, 'revoke <key>', 'by id, name or first characters').action((which: string, output: Output) =>
  talking(async (api) => (await import('./cli/keys.ts')).revokeKey(api, output, which))(output),
);

const person = group('person', 'people');
verb(person, 'create', 'add a person and invite them by mail')
  .requiredOption('--name <name>', 'first and last name')
  .requiredOption('--email <address>', 'where the invitation goes')
  .option('--role <role...>', 'sponsor, cx_lead, department_head, member, analyst, data_steward, admin', [
    'member',
  ])
  .option('--title <title>', 'as on the door')
  .option('--department <key>', 'key of the department')
  .option('--no-invite', 'send no mail')
  .action(
    (options: Output & { name: string; email: string; role: string[]; title?: string; invite: boolean }) =>
      talking(async (api, output) => (await import('./cli/people.ts')).createPerson(api, output, options))(
        options,
      ),
  );

verb(program, 'backup [file]', 'the whole embedded database as one file').action(
  (file: string | undefined, output: Output) =>
    talking(async (api) => (await import('./cli/backup.ts')).backup(api, output, file))(output),
);
verb(program, 'restore <file>', 'put a backup into an empty data folder')
  .option('--force', 'move a present database aside', false)
  .action((file: string, options: Output & { force: boolean }) =>
    act(options, async (config) =>
      (await import('./cli/backup.ts')).restoreFrom(config, options, { file, force: options.force }),
    ),
  );

verb(program, 'erase <customer>', 'what erasing a customer takes; with a reason: erase them for good')
  .option('--reason <words>', 'why; it stays on record, so without a name or an address')
  .action((customer: string, options: Output & { reason?: string }) =>
    talking(async (api, output) =>
      (await import('./cli/erase.ts')).eraseCustomer(api, output, { customer, reason: options.reason }),
    )(options),
  );

const audit = group('audit', 'the audit trail');
verb(audit, 'verify', 'walk the hash chain').action(
  talking(async (api, output) => (await import('./cli/audit.ts')).verifyAudit(api, output)),
);
verb(audit, 'export [file]', 'the whole trail as CSV').action((file: string | undefined, output: Output) =>
  talking(async (api) => (await import('./cli/audit.ts')).exportAudit(api, output, file))(output),
);

try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof CommanderError)) throw error;
  process.exitCode = error.exitCode === 0 ? exit.done : exit.usage;
}
