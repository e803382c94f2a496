import { Button } from '@mantine/core';
import { api } from '../../../api/api.ts';
import { useMay } from '../../../api/me.ts';
import { useChange } from '../../../api/useChange.ts';
import { useFormat } from '../../../i18n/format.ts';
import { Card, CardRow } from '../../../parts/Card.tsx';
import { useUrl } from '../../../parts/useUrl.ts';
import { LimitForm } from './LimitForm.tsx';
import { useContactWords } from './messages.ts';
import { type Rules, rulesTouched } from './rules.ts';

type Limit = Rules['rules'][number];

/** Each limit in words, with how often it held somebody back. */
export function Limits({ rules }: { rules: Rules }) {
  const words = useContactWords();
  const format = useFormat();
  const may = useMay('contact:write');
  const [url, setUrl] = useUrl();
  const end = useChange<Limit, unknown>({
    call: ({ id }) => api.del(`/contact-rules/limits/${id}`),
    touches: [...rulesTouched],
    said: words.ended,
    undo: (_, { survey, dims, most, days, gapDays }) =>
      api.post('/contact-rules/limits', { survey: survey?.key ?? null, dims, most, days, gapDays }),
  });
  const say = ({ most, days, gapDays }: Limit) =>
    [
      most !== null && days !== null ? words.most(most, days) : null,
      gapDays !== null ? words.gap(gapDays) : null,
    ]
      .filter(Boolean)
      .join(', ');
  const whom = ({ survey, dims }: Limit) =>
    [
      survey ? words.only(survey.name) : words.everything,
      ...Object.entries(dims).map(([key, value]) => `${key}: ${value}`),
    ].join(' · ');
  return (
    <Card
      title={words.limits}
      aside={
        may ? (
          <Button onClick={() => setUrl({ limit: 'new' }, { push: true })}>{words.add}</Button>
        ) : undefined
      }
    >
      <p className="muted">{rules.rules.length === 0 ? words.none : words.limitsText}</p>
      {rules.rules.map((limit) => (
        <CardRow
          key={limit.id}
          action={
            may ? (
              <Button
                size="compact-sm"
                aria-label={`${words.end}: ${whom(limit)}, ${say(limit)}`}
                onClick={() => end.mutate(limit)}
              >
                {words.end}
              </Button>
            ) : null
          }
        >
          <b>{whom(limit)}</b>
          <div>{say(limit)}</div>
          <div className="tiny muted">{words.held(format.number(limit.held))}</div>
        </CardRow>
      ))}
      {may && url.limit === 'new' ? (
        <LimitForm dimensions={rules.dimensions} close={() => setUrl({ limit: undefined })} />
      ) : null}
    </Card>
  );
}
