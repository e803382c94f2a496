import { useApi } from '../../api/useApi.ts';
import { useFormat } from '../../i18n/format.ts';
import { Card, CardRow } from '../../parts/Card.tsx';
import { Chip } from '../../parts/Chip.tsx';
import { Go } from '../../parts/Go.tsx';
import { Loaded } from '../../parts/Loaded.tsx';
import { When } from '../../parts/When.tsx';
import { useSourceWords } from './messages.ts';
import type { ImportRun, Listed } from './sources.ts';

const tones = {
  waiting: 'few',
  running: 'accent',
  finished: 'good',
  failed: 'bad',
  cancelling: 'pass',
  cancelled: 'pass',
} as const;

/** The last imports, of one source or of all, with their result; each opens its report. */
export function Imports({ source }: { source?: string }) {
  const words = useSourceWords();
  const query = useApi<Listed<ImportRun>>(['imports'], '/imports', {
    query: { limit: 10, source },
    live: true,
  });
  return (
    <Card title={words.imports} aside={words.importsAside}>
      <Loaded query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="muted">{words.noImports}</p>
          ) : (
            items.map((run) => <Run key={run.runId} run={run} />)
          )
        }
      </Loaded>
    </Card>
  );
}

function Run({ run }: { run: ImportRun }) {
  const words = useSourceWords();
  const format = useFormat();
  const state = run.state === 'waiting' ? words.run.waiting(run.ahead) : words.run[run.state];
  return (
    <CardRow action={<Chip tone={tones[run.state]}>{state}</Chip>}>
      <Go to={`/sources/import?run=${run.runId}`}>
        <b>{run.recipe ?? run.fileName}</b>
      </Go>
      <div className="tiny muted">
        {(run.sourceName ?? run.log) ? `${run.sourceName ?? run.log} · ` : ''}
        <When at={run.startedAt} />
        {run.startedBy ? ` ${words.by(run.startedBy)}` : ''}
        {run.read > 0
          ? ` · ${words.report(format.number(run.accepted), format.number(run.unchanged), format.number(run.rejected))}`
          : ''}
      </div>
    </CardRow>
  );
}
