import { useMay } from '../../api/me.ts';
import { useApi } from '../../api/useApi.ts';
import { useFormat } from '../../i18n/format.ts';
import { CardRow } from '../../parts/Card.tsx';
import { Go } from '../../parts/Go.tsx';
import { Loaded } from '../../parts/Loaded.tsx';
import { SidePanel } from '../../parts/Panel.tsx';
import type { Period } from '../../parts/period.ts';
import type { MapPromise } from '../journeys/useLive.ts';
import { usePromiseWords } from './messages.ts';

interface Fact {
  id: string;
  at: string;
  text: string | null;
  value: number | null;
  customer: { id: string; name: string | null } | null;
}

interface Props {
  promise: MapPromise | undefined;
  promiseKey: string;
  period: Period;
  close: () => void;
}

/** To whom a promise was broken, the newest first. */
export function Broken({ promise, promiseKey, period, close }: Props) {
  const words = usePromiseWords();
  const format = useFormat();
  const may = useMay('customer:read');
  const query = useApi<{ items: Fact[] }>(
    ['promises', 'broken', promiseKey],
    `/promises/${promiseKey}/broken`,
    {
      query: { from: period.from, to: period.to },
      when: may,
    },
  );
  return (
    <SidePanel open close={close} title={words.brokenTo(promise?.name ?? '')} size="md">
      {may ? (
        <Loaded query={query}>
          {({ items }) =>
            items.length === 0 ? (
              <p className="muted">{words.brokenNone}</p>
            ) : (
              items.map((fact) => (
                <CardRow key={fact.id}>
                  {fact.customer ? (
                    <Go to={`/customers/${fact.customer.id}`}>{fact.customer.name ?? fact.customer.id}</Go>
                  ) : null}
                  <div className="tiny muted">
                    {format.moment(fact.at)}
                    {fact.value === null
                      ? ''
                      : ` · ${format.number(fact.value)}${promise?.unit ? ` ${promise.unit}` : ''}`}
                    {fact.text ? ` · ${fact.text}` : ''}
                  </div>
                </CardRow>
              ))
            )
          }
        </Loaded>
      ) : (
        <p className="muted">{words.mayNot}</p>
      )}
    </SidePanel>
  );
}
