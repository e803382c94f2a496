import { Button, Textarea } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { api } from '../../api/api.ts';
import { useChange } from '../../api/useChange.ts';
import { Card } from '../../parts/Card.tsx';
import styles from './Connect.module.css';
import { type Connection, type Tried, useProviders } from './connect.ts';
import { useConnectWords } from './messages.ts';
import { RuleForm } from './RuleForm.tsx';
import { useRuleWords } from './rule.messages.ts';

const examples = {
  segment: {
    type: 'track',
    userId: '4711',
    event: 'NPS Submitted',
    timestamp: '2026-03-01T10:00:00Z',
    properties: { score: 9, comment: 'The technician was on time.' },
  },
  cloudevents: {
    specversion: '1.0',
    id: '1',
    source: '/orders',
    type: 'order.shipped',
    subject: '4711',
    time: '2026-03-01T10:00:00Z',
    data: { order: 'A-1007' },
  },
};

const pretty = (value: unknown): string => JSON.stringify(value, null, 2);

/** The order in which a rule is read: what, when, who; the database keeps none. */
const ORDER = [
  'type',
  'when',
  'column',
  'is',
  'not',
  'key',
  'who',
  'kind',
  'metric',
  'value',
  'comment',
  'at',
  'path',
];

function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (value === null || typeof value !== 'object') return value;
  const rank = (name: string) => (ORDER.indexOf(name) + ORDER.length + 1) % (ORDER.length + 1);
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => rank(a) - rank(b))
      .map(([name, one]) => [name, inOrder(one)]),
  );
}

/** The rules beside a box to try them in: what is shown is what the server would make of it, and nothing is stored. */
export function Mapping({
  connection,
  mayWrite,
  event,
}: {
  connection: Connection;
  mayWrite: boolean;
  event: string | undefined;
}) {
  const words = useConnectWords();
  const { add } = useRuleWords();
  const [adding, setAdding] = useState(false);
  const { id, convention } = connection;
  const provider = useProviders().data?.items.find(({ kind }) => kind === connection.provider);
  const example = pretty(convention === 'webhook' ? (provider?.example ?? {}) : examples[convention]);
  const [rules, setRules] = useState(() => pretty(inOrder(connection.mapping)));
  const [typed, setTyped] = useState<string>();
  const box = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    if (event === undefined) return;
    setTyped(event);
    box.current?.focus();
  }, [event]);
  const text = typed ?? example;
  const [rulesWrong, textWrong] = [wrongIn(rules), wrongIn(text)];
  const tried = useChange<void, Tried>({
    call: () => api.post(`/connections/${id}/trial`, { event: JSON.parse(text), mapping: JSON.parse(rules) }),
    quiet: true,
  });
  const save = useChange<void, Connection>({
    call: () => api.patch(`/connections/${id}`, { mapping: JSON.parse(rules) }),
    touches: [['connections']],
    said: words.saved,
    quiet: true,
  });
  const refused = save.error ?? tried.error;
  return (
    <Card title={words.mapping} aside={words.mappingAside}>
      <p className="muted">{convention === 'segment' ? words.mappingSegment : words.mappingText}</p>
      <div className={styles.two}>
        <Textarea
          className={styles.code}
          label={words.rules}
          autosize
          minRows={10}
          maxRows={24}
          spellCheck={false}
          readOnly={!mayWrite}
          value={rules}
          onChange={(change) => setRules(change.currentTarget.value)}
          error={rulesWrong ? words.notJson(rulesWrong) : undefined}
        />
        <Textarea
          ref={box}
          className={styles.code}
          label={words.event}
          autosize
          minRows={10}
          maxRows={24}
          spellCheck={false}
          value={text}
          onChange={(change) => setTyped(change.currentTarget.value)}
          error={textWrong ? words.notJson(textWrong) : undefined}
        />
      </div>
      {refused ? (
        <p role="alert" className={styles.wrong}>
          {refused.detail}
        </p>
      ) : null}
      {mayWrite ? (
        <div className="row" style={{ marginTop: 12, flexWrap: 'wrap' }}>
          <Button
            onClick={() => tried.mutate()}
            loading={tried.isPending}
            disabled={Boolean(rulesWrong || textWrong)}
          >
            {words.try}
          </Button>
          <Button onClick={() => setAdding(true)} disabled={Boolean(rulesWrong || textWrong)}>
            {add}
          </Button>
          <Button
            variant="filled"
            onClick={() => save.mutate()}
            loading={save.isPending}
            disabled={Boolean(rulesWrong) || rules === pretty(inOrder(connection.mapping))}
          >
            {words.save}
          </Button>
        </div>
      ) : null}
      {adding ? (
        <RuleForm
          event={JSON.parse(text)}
          segment={convention === 'segment'}
          add={(rule) => setRules(pretty(withRule(JSON.parse(rules), rule)))}
          close={() => setAdding(false)}
        />
      ) : null}
      <div aria-live="polite">{tried.data ? <Result tried={tried.data} /> : null}</div>
    </Card>
  );
}

function withRule(mapping: { yields?: unknown[] }, rule: object): object {
  return { ...mapping, yields: [...(mapping.yields ?? []), rule] };
}

function Result({ tried }: { tried: Tried }) {
  const words = useConnectWords();
  if ('reason' in tried)
    return (
      <p className={styles.wrong}>
        {tried.field ? `${tried.field}: ` : ''}
        {tried.reason}
      </p>
    );
  return (
    <>
      <h3>{words.tried}</h3>
      {tried.facts.length === 0 ? <p>{words.nothing}</p> : null}
      {tried.facts.map(({ type, ...rest }) => (
        <div key={`${String(type)} ${String(rest.key)}`} className={styles.fact}>
          <b>{words.kinds[type as keyof typeof words.kinds]}</b>
          <pre className={styles.event}>{pretty(rest)}</pre>
        </div>
      ))}
    </>
  );
}

function wrongIn(text: string): string | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}
