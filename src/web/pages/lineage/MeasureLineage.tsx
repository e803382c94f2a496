import { Button } from '@mantine/core';
import { apiPath } from '../../api/api.ts';
import { useMay } from '../../api/me.ts';
import { useApi } from '../../api/useApi.ts';
import { useFormat } from '../../i18n/format.ts';
import { Go } from '../../parts/Go.tsx';
import { Loaded } from '../../parts/Loaded.tsx';
import { SidePanel } from '../../parts/Panel.tsx';
import { usePeriod } from '../../parts/usePeriod.ts';
import { useUrl } from '../../parts/useUrl.ts';
import { type Metric, useScope } from '../measures/measures.ts';
import styles from './Lineage.module.css';
import { useLineageWords } from './messages.ts';
import { Streams } from './Streams.tsx';

interface Lineage {
  n: number | null;
  sources: { key: string; name: string; n: number | null; share: number | null }[];
  flows: {
    source: string;
    sourceName: string;
    touchpoint: string | null;
    touchpointName: string | null;
    n: number | null;
  }[];
}

/** From a figure to the sources whose values it counts. */
export function LineageButton() {
  const words = useLineageWords();
  const [, setUrl] = useUrl();
  return (
    <Button size="compact-sm" variant="subtle" onClick={() => setUrl({ lineage: '1' }, { push: true })}>
      {words.open}
    </Button>
  );
}

export function LineagePanel({ metric }: { metric: Metric }) {
  const words = useLineageWords();
  const [url, setUrl] = useUrl();
  if (!url.lineage) return null;
  return (
    <SidePanel open close={() => setUrl({ lineage: undefined })} title={words.title(metric.name)} size="xl">
      <Behind metric={metric} />
    </SidePanel>
  );
}

function Behind({ metric }: { metric: Metric }) {
  const words = useLineageWords();
  const format = useFormat();
  const [period] = usePeriod();
  const query = { ...useScope(), from: period.from, to: period.to };
  const path = `/metrics/${metric.key}/lineage`;
  const found = useApi<Lineage>(['lineage', metric.key], path, { query });
  return (
    <Loaded query={found}>
      {({ n, sources, flows }) => {
        const [most] = sources;
        if (!most || n === null) return <p className="muted">{n === null ? words.few : words.none}</p>;
        return (
          <div className="stack">
            <p>{words.says(format.number(n), sources.length, most.name, format.percent(most.share ?? 1))}</p>
            <Streams
              flows={flows.flatMap((one) =>
                one.n === null
                  ? []
                  : { from: one.sourceName, to: one.touchpointName ?? words.nowhere, value: one.n },
              )}
              table={<Table flows={flows} />}
              csv={apiPath(path, { ...query, format: 'csv' })}
            />
          </div>
        );
      }}
    </Loaded>
  );
}

function Table({ flows }: { flows: Lineage['flows'] }) {
  const words = useLineageWords();
  const format = useFormat();
  const mayOpen = useMay('source:read');
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls sideways must be reachable by keyboard
    <section className={styles.scroll} aria-label={words.streams} tabIndex={0}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{words.source}</th>
            <th scope="col">{words.touchpoint}</th>
            <th scope="col" data-right>
              {words.values}
            </th>
          </tr>
        </thead>
        <tbody>
          {flows.map((one) => (
            <tr key={`${one.source} ${one.touchpoint}`}>
              <td>{mayOpen ? <Go to={`/sources/${one.source}`}>{one.sourceName}</Go> : one.sourceName}</td>
              <td>{one.touchpointName ?? words.nowhere}</td>
              <td data-right>{one.n === null ? words.few : format.number(one.n)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
