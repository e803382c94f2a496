import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../api/api.ts';
import { useApi } from '../../api/useApi.ts';
import { useChange } from '../../api/useChange.ts';
import { SidePanel } from '../../parts/Panel.tsx';
import type { MapPromise } from '../journeys/useLive.ts';
import { usePromiseWords } from './messages.ts';
import { Terms } from './Terms.tsx';

interface Named {
  key: string;
  name: string;
}

const option = ({ key, name }: Named) => ({ value: key, label: name });

/** A promise, or its new terms: what was promised before stays known. */
export function PromiseForm({ promise, close }: { promise?: MapPromise; close: () => void }) {
  const words = usePromiseWords();
  const people = useApi<{ items: { id: string; name: string }[] }>(['people'], '/people').data?.items ?? [];
  const departments = useApi<{ items: Named[] }>(['departments'], '/departments').data?.items ?? [];
  const places =
    useApi<{ items: (Named & { journeyName: string })[] }>(['touchpoints'], '/touchpoints').data?.items ?? [];
  const [form, setForm] = useState({
    name: promise?.name ?? '',
    words: promise?.words ?? '',
    toWhom: promise?.toWhom ?? '',
    department: promise?.department?.key ?? '',
    person: promise?.person?.id ?? '',
    touchpoint: promise?.touchpoint?.key ?? '',
    measuredBy: promise?.measuredBy ?? ('' as '' | 'interaction' | 'response'),
    measuredKey: promise?.measuredKey ?? '',
    at: promise?.at?.key ?? '',
    brokenWhen: promise?.brokenWhen ?? 'failed',
    limit: promise?.limit === null || promise?.limit === undefined ? '' : String(promise.limit),
    unit: promise?.unit ?? '',
  });
  const set = (name: keyof typeof form) => (event: { currentTarget: { value: string } }) => {
    const { value } = event.currentTarget;
    setForm((before) => ({ ...before, [name]: value }));
  };
  const body = () => ({
    ...form,
    department: form.department || null,
    person: form.person || null,
    touchpoint: form.touchpoint || null,
    measuredBy: form.measuredBy || null,
    measuredKey: form.measuredBy ? form.measuredKey || null : null,
    at: form.at || null,
    limit: form.brokenWhen === 'failed' || form.limit === '' ? null : Number(form.limit),
    unit: form.unit || null,
  });
  const save = useChange<void, MapPromise>({
    call: () => (promise ? api.put(`/promises/${promise.key}`, body()) : api.post('/promises', body())),
    touches: [['promises'], ['ownership']],
    said: (kept) => words.saved(kept.name),
    quiet: true,
    after: close,
  });
  const withdraw = useChange({
    call: () => api.del(`/promises/${promise?.key}`),
    touches: [['promises'], ['ownership']],
    said: words.withdrawn(promise?.name ?? ''),
    undo: () => save.mutateAsync(),
    after: close,
  });
  const elsewhere = places.map((place) => ({
    value: place.key,
    label: `${place.journeyName} · ${place.name}`,
  }));
  const nobody = { value: '', label: '–' };
  return (
    <SidePanel open close={close} title={promise ? words.change(promise.name) : words.make} size="md">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <TextInput
          label={words.name}
          required
          data-autofocus
          value={form.name}
          onChange={set('name')}
          error={save.error?.field('name') ?? save.error?.detail}
        />
        <Textarea
          mt="sm"
          autosize
          minRows={2}
          required
          label={words.words}
          value={form.words}
          onChange={set('words')}
          error={save.error?.field('words')}
        />
        <TextInput mt="sm" label={words.toWhom} value={form.toWhom} onChange={set('toWhom')} />
        <NativeSelect
          mt="sm"
          label={words.department}
          value={form.department}
          onChange={set('department')}
          data={[nobody, ...departments.map(option)]}
        />
        <NativeSelect
          mt="sm"
          label={words.person}
          value={form.person}
          onChange={set('person')}
          data={[nobody, ...people.map(({ id, name }) => ({ value: id, label: name }))]}
        />
        <NativeSelect
          mt="sm"
          label={words.touchpoint}
          value={form.touchpoint}
          onChange={set('touchpoint')}
          data={[nobody, ...elsewhere]}
        />
        <NativeSelect
          mt="sm"
          label={words.measuredBy}
          value={form.measuredBy}
          onChange={set('measuredBy')}
          data={Object.entries(words.kinds).map(([value, label]) => ({ value, label }))}
        />
        {form.measuredBy ? (
          <>
            <TextInput
              mt="sm"
              required
              label={form.measuredBy === 'interaction' ? words.measuredKey : words.metricKey}
              value={form.measuredKey}
              onChange={set('measuredKey')}
              error={save.error?.field('measuredKey')}
            />
            <NativeSelect
              mt="sm"
              label={words.at}
              value={form.at}
              onChange={set('at')}
              data={[{ value: '', label: words.anywhere }, ...elsewhere]}
            />
            <NativeSelect
              mt="sm"
              label={words.brokenWhen}
              value={form.brokenWhen}
              onChange={set('brokenWhen')}
              error={save.error?.field('brokenWhen')}
              data={Object.entries(words.when).map(([value, label]) => ({ value, label }))}
            />
            {form.brokenWhen === 'failed' ? null : (
              <>
                <TextInput
                  mt="sm"
                  type="number"
                  step="any"
                  required
                  label={words.limit}
                  value={form.limit}
                  onChange={set('limit')}
                  error={save.error?.field('limit')}
                />
                <TextInput mt="sm" label={words.unit} value={form.unit} onChange={set('unit')} />
              </>
            )}
          </>
        ) : null}
        <div className="row" style={{ marginTop: 20 }}>
          <Button type="submit" variant="filled" loading={save.isPending}>
            {words.save}
          </Button>
          {promise ? (
            <Button loading={withdraw.isPending} onClick={() => withdraw.mutate()}>
              {words.withdraw}
            </Button>
          ) : null}
        </div>
      </form>
      {promise ? <Terms promiseKey={promise.key} /> : null}
    </SidePanel>
  );
}
