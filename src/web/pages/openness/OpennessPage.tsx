import { Button } from '@mantine/core';
import { Spark } from '../../charts/Spark.tsx';
import { useFormat } from '../../i18n/format.ts';
import { Card } from '../../parts/Card.tsx';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { Go } from '../../parts/Go.tsx';
import { Loaded } from '../../parts/Loaded.tsx';
import { PageHeader } from '../../parts/PageHeader.tsx';
import { useUrl } from '../../parts/useUrl.ts';
import { SourcesNav } from '../sources/SourcesNav.tsx';
import { AskForm } from './AskForm.tsx';
import { Matrix } from './Matrix.tsx';
import { useOpennessWords } from './messages.ts';
import styles from './Openness.module.css';
import { type Openness, useOpenness } from './openness.ts';
import { Reach } from './Reach.tsx';
import { Requests } from './Requests.tsx';

/** Who may see whose data, who asked, and how shut the company is. */
export function OpennessPage() {
  const words = useOpennessWords();
  const [url, setUrl] = useUrl();
  const query = useOpenness();
  const data = query.data;
  return (
    <>
      <PageHeader
        title={words.title}
        sentence={
          data && data.rows.length > 0 ? words.sentence(data.pairs, data.closed, data.undecided) : undefined
        }
        actions={
          data && data.rows.length > 0 ? (
            <Button variant="filled" onClick={() => setUrl({ ask: '1' }, { push: true })}>
              {words.ask}
            </Button>
          ) : undefined
        }
      />
      <SourcesNav />
      <Loaded query={query}>
        {(all) =>
          all.rows.length === 0 ? (
            <EmptyState
              title={words.emptyTitle}
              text={words.emptyText}
              action={
                <Button component={Go} to="/sources/catalogue" variant="filled">
                  {words.toCatalogue}
                </Button>
              }
            />
          ) : (
            <div className="stack">
              <div className={styles.top}>
                <Silo data={all} />
                <Reach data={all} />
              </div>
              <Requests workingDays={all.workingDays} />
              <Matrix data={all} />
            </div>
          )
        }
      </Loaded>
      {data && url.ask ? (
        <AskForm data={data} close={() => setUrl({ ask: undefined, set: undefined })} />
      ) : null}
    </>
  );
}

/** One figure with what it means and how it is computed. */
function Silo({ data }: { data: Openness }) {
  const words = useOpennessWords();
  const format = useFormat();
  if (data.silo === null) return null;
  const values = data.course.map(({ silo }) => silo);
  const needed = data.rows.flatMap((row) =>
    row.cells.filter((cell) => !cell.own && cell.fed && (cell.level === 'closed' || cell.level === null)),
  ).length;
  return (
    <Card title={words.silo} aside={words.siloAside}>
      <div className={styles.silo}>
        <span className={styles.figure}>{format.number(Math.round(data.silo))}</span>
        <span className="muted">{words.of100}</span>
        <Spark values={values} of={words.silo} width={180} height={44} />
      </div>
      <p>{words.needed(needed)}</p>
      <p className="tiny muted">{words.formula}</p>
    </Card>
  );
}
