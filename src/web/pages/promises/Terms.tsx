import { useApi } from '../../api/useApi.ts';
import { useFormat } from '../../i18n/format.ts';
import { usePromiseWords } from './messages.ts';

interface Term {
  words: string;
  toWhom: string;
  at: string;
  by: string;
}

/** What was promised when, the newest first: a customer was promised what stood there on the day. */
export function Terms({ promiseKey }: { promiseKey: string }) {
  const words = usePromiseWords();
  const format = useFormat();
  const { data } = useApi<{ items: Term[] }>(
    ['promises', 'terms', promiseKey],
    `/promises/${promiseKey}/terms`,
  );
  if (!data || data.items.length < 2) return null;
  return (
    <section>
      <h3>{words.history}</h3>
      {data.items.map((term) => (
        <p key={term.at} className="tiny">
          {format.date(term.at)}, {term.by}: <q>{term.words}</q>
        </p>
      ))}
    </section>
  );
}
