import { Button } from '@mantine/core';
import { useMay } from '../../api/me.ts';
import { Card } from '../../parts/Card.tsx';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { Loaded } from '../../parts/Loaded.tsx';
import { PageHeader } from '../../parts/PageHeader.tsx';
import { useGo } from '../../parts/useGo.ts';
import { useUrl } from '../../parts/useUrl.ts';
import { useMailboxWords } from '../mailboxes/messages.ts';
import { usePullWords } from '../pull/messages.ts';
import { Imports } from './Imports.tsx';
import { useSourceWords } from './messages.ts';
import { Recipes } from './Recipes.tsx';
import { SourceForm } from './SourceForm.tsx';
import { SourceRow } from './SourceRow.tsx';
import { SourcesNav } from './SourcesNav.tsx';
import { useSources } from './sources.ts';

/** Where records come from, whether they still come, and what was imported. */
export function Sources() {
  const words = useSourceWords();
  const pullWords = usePullWords();
  const mailWords = useMailboxWords();
  const go = useGo();
  const mayWrite = useMay('source:write');
  const mayImport = useMay('import:write');
  const [url, setUrl] = useUrl();
  const query = useSources();
  const sources = query.data?.items;
  const late = (sources ?? []).filter(
    ({ freshness }) => freshness.state === 'late' || freshness.state === 'silent',
  );
  const edited = sources?.find((source) => source.key === url.source);
  const importButton = mayImport ? (
    <Button variant="filled" onClick={() => go('/sources/import')}>
      {words.import}
    </Button>
  ) : null;
  return (
    <>
      <PageHeader
        title={words.title}
        sentence={
          sources
            ? words.sentence(
                sources.length,
                late.map(({ name }) => name),
                sources.filter((one) => one.expectedEveryHours !== null).length,
              )
            : undefined
        }
        actions={
          <>
            {mayWrite ? (
              <Button onClick={() => setUrl({ source: 'new' }, { push: true })}>{words.add}</Button>
            ) : null}
            {mayWrite ? <Button onClick={() => go('/sources/database')}>{pullWords.link}</Button> : null}
            {mayWrite ? <Button onClick={() => go('/sources/mailboxes')}>{mailWords.link}</Button> : null}
            {sources && sources.length > 0 ? importButton : null}
          </>
        }
      />
      <SourcesNav />
      <div className="stack">
        <Loaded query={query}>
          {({ items }) =>
            items.length === 0 ? (
              <EmptyState title={words.emptyTitle} text={words.emptyText} action={importButton} />
            ) : (
              <Card>
                {items.map((source) => (
                  <SourceRow
                    key={source.key}
                    source={source}
                    change={mayWrite ? () => setUrl({ source: source.key }, { push: true }) : undefined}
                  />
                ))}
              </Card>
            )
          }
        </Loaded>
        <Imports />
        {mayImport ? <Recipes /> : null}
      </div>
      {mayWrite && (edited || url.source === 'new') ? (
        <SourceForm key={url.source} source={edited} close={() => setUrl({ source: undefined })} />
      ) : null}
    </>
  );
}
