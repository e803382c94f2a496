import { useMay } from '../../api/me.ts';
import { useApi } from '../../api/useApi.ts';
import { useFormat } from '../../i18n/format.ts';
import { Card, CardRow } from '../../parts/Card.tsx';
import { Chip } from '../../parts/Chip.tsx';
import { Go } from '../../parts/Go.tsx';
import { Loaded } from '../../parts/Loaded.tsx';
import { SidePanel } from '../../parts/Panel.tsx';
import { useUrl } from '../../parts/useUrl.ts';
import { useOpennessWords } from './messages.ts';
import type { Openness } from './openness.ts';

/** Customers only one department knows: a warning where it is many, and the customers themselves behind it. */
export function Reach({ data }: { data: Openness }) {
  const words = useOpennessWords();
  const format = useFormat();
  const may = useMay('customer:read');
  const [url, setUrl] = useUrl();
  const chosen = data.reach.find((one) => one.departmentId === url.alone);
  return (
    <Card title={words.reach} aside={data.reachDay ? format.date(data.reachDay) : undefined}>
      {data.reach.length === 0 ? <p className="muted">{words.noReach}</p> : null}
      {data.reach.map((one) => (
        <CardRow
          key={one.departmentId}
          action={one.alert ? <Chip tone="bad">{words.hoards}</Chip> : undefined}
        >
          {may && one.alone > 0 ? (
            <Go to={`/sources/openness?alone=${one.departmentId}`}>{one.name}</Go>
          ) : (
            one.name
          )}
          <div className="tiny muted">
            {words.alone(format.number(one.alone), format.number(one.customers))}
          </div>
        </CardRow>
      ))}
      {may && chosen ? (
        <SidePanel open close={() => setUrl({ alone: undefined })} title={words.aloneTitle(chosen.name)}>
          <Alone departmentId={chosen.departmentId} />
        </SidePanel>
      ) : null}
    </Card>
  );
}

function Alone({ departmentId }: { departmentId: string }) {
  const words = useOpennessWords();
  const query = useApi<{ items: { id: string; name: string | null; email: string | null }[] }>(
    ['openness', 'alone', departmentId],
    `/openness/alone/${departmentId}/customers`,
    { keep: false },
  );
  return (
    <Loaded query={query}>
      {({ items }) => (
        <>
          <p className="muted">{words.aloneText}</p>
          {items.map((one) => (
            <CardRow key={one.id}>
              <Go to={`/customers/${one.id}`}>{one.name ?? one.email ?? one.id}</Go>
            </CardRow>
          ))}
        </>
      )}
    </Loaded>
  );
}
