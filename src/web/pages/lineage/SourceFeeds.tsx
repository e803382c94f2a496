import { Button } from '@mantine/core';
import { useState } from 'react';
import { apiPath } from '../../api/api.ts';
import { useApi } from '../../api/useApi.ts';
import { useFormat } from '../../i18n/format.ts';
import { Card } from '../../parts/Card.tsx';
import { Go } from '../../parts/Go.tsx';
import { Loaded } from '../../parts/Loaded.tsx';
import styles from './Lineage.module.css';
import { useLineageWords } from './messages.ts';
import { Streams } from './Streams.tsx';

interface Named {
  key: string;
  name: string;
}

interface Feeds {
  since: string;
  n: number;
  flows: {
    metric: Named;
    touchpoint: Named | null;
    journey: Named | null;
    departments: Named[];
    n: number;
    lastMonth: string;
  }[];
  pages: {
    kind: 'home' | 'measure' | 'journey' | 'department' | 'cases';
    key: string;
    name: string;
    href: string;
    n: number;
  }[];
}

/** From a source to the figures, pages and departments that depend on it. */
export function SourceFeeds({ sourceKey }: { sourceKey: string }) {
  const words = useLineageWords();
  const format = useFormat();
  const path = `/sources/${sourceKey}/lineage`;
  const query = useApi<Feeds>(['sources', sourceKey, 'lineage'], path, { keep: false });
  return (
    <Card title={words.feeds} aside={words.twelve}>
      <Loaded query={query}>
        {(all) => {
          const { flows } = all;
          if (flows.length === 0) return <p className="muted">{words.feedsNone}</p>;
          const metrics = new Set(flows.map(({ metric }) => metric.key)).size;
          const places = new Set(flows.map(({ touchpoint }) => touchpoint?.key)).size;
          return (
            <>
              <p>{words.feedsSay(format.number(all.n), metrics, places)}</p>
              <Streams
                flows={flows.map((one) => ({
                  from: one.touchpoint?.name ?? words.nowhere,
                  to: one.metric.name,
                  value: one.n,
                }))}
                table={<Table flows={flows} />}
                csv={apiPath(path, { format: 'csv' })}
              />
              <Pages pages={all.pages} />
            </>
          );
        }}
      </Loaded>
    </Card>
  );
}

function Table({ flows }: Pick<Feeds, 'flows'>) {
  const words = useLineageWords();
  const format = useFormat();
  const [all, setAll] = useState(false);
  const shown = all ? flows : flows.slice(0, 12);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls sideways must be reachable by keyboard
    <section className={styles.scroll} aria-label={words.streams} tabIndex={0}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{words.touchpoint}</th>
            <th scope="col">{words.metric}</th>
            <th scope="col">{words.departments}</th>
            <th scope="col" data-right>
              {words.values}
            </th>
            <th scope="col">{words.last}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((one) => (
            <tr key={`${one.metric.key} ${one.touchpoint?.key}`}>
              <td>
                {one.touchpoint && one.journey ? (
                  <Go to={`/journeys/${one.journey.key}?touchpoint=${one.touchpoint.key}`}>
                    {one.touchpoint.name}
                  </Go>
                ) : (
                  words.nowhere
                )}
              </td>
              <td>
                <Go
                  to={`/measures?metric=${one.metric.key}${one.touchpoint ? `&touchpoint=${one.touchpoint.key}` : ''}`}
                >
                  {one.metric.name}
                </Go>
              </td>
              <td>{one.departments.map(({ name }) => name).join(', ') || words.noDepartment}</td>
              <td data-right>{format.number(one.n)}</td>
              <td>{format.shortMonth(one.lastMonth)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {shown.length < flows.length ? (
        <Button size="compact-sm" mt={8} onClick={() => setAll(true)}>
          {words.allRows(flows.length)}
        </Button>
      ) : null}
    </section>
  );
}

/** Every page on which something of it stands, with how much. */
function Pages({ pages }: Pick<Feeds, 'pages'>) {
  const words = useLineageWords();
  const format = useFormat();
  const kinds = Map.groupBy(pages, ({ kind }) => kind);
  return (
    <>
      <h3>{words.seenOn}</h3>
      <dl className={styles.pages}>
        {[...kinds].map(([kind, some]) => (
          <div key={kind}>
            <dt>{words.kinds[kind]}</dt>
            <dd>
              {some.map((page) => (
                <span key={page.key}>
                  <Go to={page.href}>{page.name}</Go>{' '}
                  <span className="tiny dim">{format.compact(page.n)}</span>
                </span>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}
