import { Button, TextInput } from '@mantine/core';
import { IconArrowLeft, IconArrowRight } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useMay } from '../../api/me.ts';
import { useApi } from '../../api/useApi.ts';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { Go } from '../../parts/Go.tsx';
import { Loaded } from '../../parts/Loaded.tsx';
import { PeriodPicker } from '../../parts/PeriodPicker.tsx';
import { usePeriod } from '../../parts/usePeriod.ts';
import { useParam, useUrl } from '../../parts/useUrl.ts';
import { JourneyTop } from './JourneyTop.tsx';
import type { Journey } from './journey.ts';
import styles from './Story.module.css';
import { StoryStep } from './StoryStep.tsx';
import { useStoryWords } from './story.messages.ts';
import type { Story as StoryShape } from './story.ts';

/** A walk from left to right through one customer's journey: their moments, words and scores, and who was accountable then. */
export function Story() {
  const words = useStoryWords();
  const key = useParam('key');
  const may = useMay('customer:read');
  const [url, setUrl] = useUrl();
  const [period] = usePeriod();
  const journey = useApi<Journey>(['journeys', key], `/journeys/${key}`).data;
  const query = useApi<StoryShape>(['story', key], `/journeys/${key}/story`, {
    query: { customer: url.customer, from: period.from, to: period.to },
    when: may,
    keep: false,
  });
  const story = query.data;
  const steps = story?.steps ?? [];
  const at = Math.min(Math.max(Number(url.step) || 1, 1), Math.max(steps.length, 1)) - 1;
  const go = (to: number) => setUrl({ step: String(Math.min(Math.max(to, 0), steps.length - 1) + 1) });
  const strip = useRef<HTMLOListElement>(null);

  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.altKey || event.ctrlKey || event.metaKey) return;
      if ((event.target as HTMLElement).closest('input, textarea, select, [role="dialog"]')) return;
      const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: steps.length - 1 }[event.key];
      if (to === undefined || steps.length === 0) return;
      event.preventDefault();
      go(to);
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  });
  useEffect(() => {
    strip.current?.children[at]?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, [at]);

  const sentence = story
    ? story.typical
      ? words.typical(story.customer.name ?? words.somebody, story.typical.customers, story.typical.of)
      : words.of(story.customer.name ?? words.somebody)
    : words.sentence;
  return (
    <>
      <JourneyTop
        journeyKey={key}
        title={journey?.name ?? words.title}
        sentence={sentence}
        actions={<PeriodPicker />}
      />
      <CustomerChoice />
      {may ? (
        <Loaded query={query}>
          {(data) => {
            const step = data.steps[at];
            return step ? (
              <>
                <ol ref={strip} className={styles.strip} aria-label={words.moments(data.steps.length)}>
                  {data.steps.map((one, index) => (
                    <li key={one.id}>
                      <button
                        type="button"
                        data-elsewhere={one.elsewhere || undefined}
                        data-failed={one.failed || undefined}
                        data-words={one.text && one.kind === 'response' ? '' : undefined}
                        aria-current={index === at ? 'step' : undefined}
                        aria-label={words.moment(index + 1, one.touchpoint.name)}
                        onClick={() => go(index)}
                      >
                        <span>{one.touchpoint.phaseName}</span>
                        <b>{one.touchpoint.name}</b>
                      </button>
                    </li>
                  ))}
                </ol>
                <div className={styles.turn}>
                  <Button
                    disabled={at === 0}
                    onClick={() => go(at - 1)}
                    leftSection={<IconArrowLeft size={15} aria-hidden />}
                  >
                    {words.before}
                  </Button>
                  <span className="tiny muted">{words.at(at + 1, data.steps.length)}</span>
                  <Button
                    variant="filled"
                    disabled={at === data.steps.length - 1}
                    onClick={() => go(at + 1)}
                    rightSection={<IconArrowRight size={15} aria-hidden />}
                  >
                    {words.next}
                  </Button>
                </div>
                <StoryStep step={step} before={data.steps[at - 1]} customer={data.customer} />
              </>
            ) : (
              <EmptyState title={words.emptyTitle} text={words.emptyText} />
            );
          }}
        </Loaded>
      ) : (
        <EmptyState title={words.emptyTitle} text={words.mayNot} />
      )}
    </>
  );
}

/** Somebody typical, or a customer found by name. */
function CustomerChoice() {
  const words = useStoryWords();
  const [url, setUrl] = useUrl();
  const q = url.q ?? '';
  const found = useApi<{ items: { id: string; name: string | null; email: string | null }[] }>(
    ['customers', 'story'],
    '/customers',
    { query: { q, limit: 6 }, when: q.length > 1 },
  ).data?.items;
  return (
    <search className={styles.choice}>
      <TextInput
        type="search"
        aria-label={words.find}
        placeholder={words.find}
        value={q}
        onChange={(event) => setUrl({ q: event.currentTarget.value })}
      />
      {q.length > 1
        ? found?.map((one) => (
            <Button
              key={one.id}
              size="xs"
              onClick={() => setUrl({ customer: one.id, q: undefined, step: undefined })}
            >
              {one.name ?? one.email ?? one.id}
            </Button>
          ))
        : null}
      {url.customer ? (
        <>
          <Button size="xs" onClick={() => setUrl({ customer: undefined, step: undefined })}>
            {words.toTypical}
          </Button>
          <Go to={`/customers/${url.customer}`}>{words.toCustomer}</Go>
        </>
      ) : null}
    </search>
  );
}
