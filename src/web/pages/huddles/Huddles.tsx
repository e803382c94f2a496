import { Button } from '@mantine/core';
import { api } from '../../api/api.ts';
import { useMay } from '../../api/me.ts';
import { useApi } from '../../api/useApi.ts';
import { useChange } from '../../api/useChange.ts';
import { useFormat } from '../../i18n/format.ts';
import { Filters } from '../../parts/Filters.tsx';
import { Loaded } from '../../parts/Loaded.tsx';
import { PageHeader } from '../../parts/PageHeader.tsx';
import { useUrl } from '../../parts/useUrl.ts';
import { FlowNav } from '../flow/FlowNav.tsx';
import styles from './Huddles.module.css';
import { type Huddle, type HuddleView, huddleKey, stepOf, steps, useHuddleView } from './huddles.ts';
import { useHuddleWords } from './messages.ts';
import { NoteForm } from './NoteForm.tsx';
import { Notes } from './Notes.tsx';
import { Past } from './Past.tsx';
import { ProposeForm } from './ProposeForm.tsx';
import { StepBody } from './StepBody.tsx';

/** A team's short talk about its customers, one screen after the other. */
export function Huddles() {
  const words = useHuddleWords();
  const format = useFormat();
  const [url] = useUrl();
  const view = useHuddleView(url.team);
  const departments = useApi<{ items: { key: string; name: string }[] }>(['departments'], '/departments').data
    ?.items;
  const data = view.data;
  return (
    <>
      <PageHeader
        title={words.title}
        sentence={
          data ? words.sentence(format.date(data.since), data.arrived.n, data.thanks.confirmed) : undefined
        }
        actions={data ? <Begin view={data} /> : null}
      />
      <FlowNav />
      <Filters
        choices={[
          {
            name: 'team',
            label: words.team,
            otherwise: words.everybody,
            options: (departments ?? []).map(({ key, name }) => ({ value: key, label: name })),
          },
        ]}
      />
      <Loaded query={view}>{(found) => <Steps view={found} />}</Loaded>
    </>
  );
}

function Begin({ view }: { view: HuddleView }) {
  const words = useHuddleWords();
  const may = useMay('case:work');
  const [url, setUrl] = useUrl();
  const { running } = view;
  const begin = useChange<void, Huddle>({
    call: () => api.post('/huddles', { team: url.team ?? null }),
    touches: [[...huddleKey]],
    said: words.begun,
    after: () => setUrl({ step: undefined }),
  });
  const end = useChange<string, Huddle>({
    call: (id) => api.post(`/huddles/${id}/ending`, {}),
    touches: [[...huddleKey]],
    said: words.ended,
  });
  if (!may) return null;
  return running ? (
    <Button loading={end.isPending} onClick={() => end.mutate(running.id)}>
      {words.end}
    </Button>
  ) : (
    <Button variant="filled" loading={begin.isPending} onClick={() => begin.mutate()}>
      {words.begin}
    </Button>
  );
}

function Steps({ view }: { view: HuddleView }) {
  const words = useHuddleWords();
  const [url, setUrl] = useUrl();
  const step = stepOf(url.step);
  const at = steps.indexOf(step);
  const go = (to: number) => setUrl({ step: steps[to] });
  const proposed = url.propose === undefined ? undefined : view.repeats[Number(url.propose)];
  const notes = view.running?.notes.filter((note) => note.step === step) ?? [];
  return (
    <div className={styles.page}>
      <nav aria-label={words.steps}>
        <ol className={styles.steps}>
          {steps.map((one, i) => (
            <li key={one}>
              <button type="button" aria-current={one === step ? 'step' : undefined} onClick={() => go(i)}>
                <span aria-hidden>{i + 1}</span>
                {words.names[one]}
              </button>
            </li>
          ))}
        </ol>
      </nav>
      <section className={styles.screen} aria-labelledby="huddle-step">
        <h2 id="huddle-step">{words.questions[step]}</h2>
        <StepBody step={step} view={view} />
        <Notes notes={notes} />
        {view.running ? <NoteForm key={step} huddleId={view.running.id} step={step} /> : null}
        <div className={styles.ways}>
          <Button disabled={at === 0} onClick={() => go(at - 1)}>
            {words.back}
          </Button>
          <span className="tiny muted">{words.of(at + 1, steps.length)}</span>
          <Button variant="filled" disabled={at === steps.length - 1} onClick={() => go(at + 1)}>
            {words.next}
          </Button>
        </div>
      </section>
      <Past />
      {proposed ? (
        <ProposeForm
          pattern={proposed}
          huddleId={view.running?.id ?? null}
          close={() => setUrl({ propose: undefined })}
        />
      ) : null}
    </div>
  );
}
