import { Button, MultiSelect, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../api/api.ts';
import { useApi } from '../../api/useApi.ts';
import { useChange } from '../../api/useChange.ts';
import { SidePanel } from '../../parts/Panel.tsx';
import { PersonSelect } from '../../parts/PersonSelect.tsx';
import { type Listed, type Source, useSources } from '../sources/sources.ts';
import { type Item, kinds, sensitivities } from './catalogue.ts';
import { useCatalogueWords } from './messages.ts';

interface Props {
  item: Item | undefined;
  /** A source that is to be described: its name and owner are a beginning. */
  source: { key: string; name: string } | undefined;
  close: () => void;
}

const touched: [string][] = [['catalogue'], ['openness']];

/** Adds an entry or changes it. */
export function ItemForm({ item, source, close }: Props) {
  const words = useCatalogueWords();
  const sources = useSources().data?.items ?? [];
  const departments =
    useApi<Listed<{ id: string; name: string }>>(['departments'], '/departments').data?.items ?? [];
  const described: Source | undefined = sources.find(({ key }) => key === source?.key);
  const [given, setForm] = useState<Partial<Item> & { sourceKeys?: string[] }>({});
  const form = {
    kind: item?.kind ?? ('data_set' as Item['kind']),
    name: item?.name ?? source?.name ?? '',
    description: item?.description ?? described?.description ?? '',
    ownerPersonId: item?.ownerPersonId ?? described?.ownerPersonId ?? null,
    departmentId: item?.departmentId ?? described?.departmentId ?? null,
    sensitivity: item?.sensitivity ?? ('internal' as Item['sensitivity']),
    url: item?.url ?? null,
    reviewOn: item?.reviewOn ?? null,
    sourceKeys: item?.sources.map(({ key }) => key) ?? (source ? [source.key] : []),
    ...given,
  };
  const set = (part: typeof given) => setForm((before) => ({ ...before, ...part }));
  const save = useChange<void, Item>({
    call: () => {
      const { kind, sourceKeys, ...rest } = form;
      const body = {
        ...rest,
        url: form.url || null,
        reviewOn: form.reviewOn || null,
        sources: kind === 'data_set' ? sourceKeys : [],
      };
      return item
        ? api.patch<Item>(`/catalogue/${item.key}`, body)
        : api.post<Item>('/catalogue', { ...body, kind, key: keyFrom(form.name) });
    },
    touches: touched,
    said: ({ name }) => words.saved(name),
    quiet: true,
    after: close,
  });
  const archive = useChange({
    call: () => api.del(`/catalogue/${item?.key}`),
    touches: touched,
    said: words.archived(item?.name ?? ''),
    after: close,
  });
  return (
    <SidePanel open close={close} title={item ? words.changeOf(item.name) : words.add} size="md">
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        {item ? null : (
          <NativeSelect
            label={words.kind}
            value={form.kind}
            data={kinds.map((value) => ({ value, label: words.kinds[value] }))}
            onChange={(event) => set({ kind: event.currentTarget.value as Item['kind'] })}
          />
        )}
        <TextInput
          label={words.name}
          required
          maxLength={200}
          data-autofocus
          value={form.name}
          onChange={(event) => set({ name: event.currentTarget.value })}
          error={save.error?.field('name') ?? save.error?.field('key')}
        />
        <Textarea
          label={words.description}
          autosize
          minRows={2}
          maxLength={4000}
          value={form.description}
          onChange={(event) => set({ description: event.currentTarget.value })}
        />
        <PersonSelect
          label={words.owner}
          value={form.ownerPersonId}
          onChange={(id) => set({ ownerPersonId: id })}
        />
        <NativeSelect
          label={words.department}
          value={form.departmentId ?? ''}
          data={[
            { value: '', label: words.none },
            ...departments.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChange={(event) => set({ departmentId: event.currentTarget.value || null })}
        />
        <NativeSelect
          label={words.sensitivity}
          value={form.sensitivity}
          data={sensitivities.map((value) => ({ value, label: words.sensitivities[value] }))}
          onChange={(event) => set({ sensitivity: event.currentTarget.value as Item['sensitivity'] })}
        />
        {form.kind === 'data_set' ? (
          <MultiSelect
            label={words.sources}
            data={sources.map(({ key, name }) => ({ value: key, label: name }))}
            value={form.sourceKeys}
            onChange={(sourceKeys) => set({ sourceKeys })}
            openOnFocus={false}
          />
        ) : null}
        <TextInput
          label={words.url}
          type="url"
          value={form.url ?? ''}
          onChange={(event) => set({ url: event.currentTarget.value })}
          error={save.error?.field('url')}
        />
        <TextInput
          label={words.review}
          type="date"
          value={form.reviewOn ?? ''}
          onChange={(event) => set({ reviewOn: event.currentTarget.value })}
        />
        {save.error && save.error.errors.length === 0 ? <div role="alert">{save.error.detail}</div> : null}
        <div className="row">
          <Button type="submit" variant="filled" loading={save.isPending}>
            {words.save}
          </Button>
          {item ? (
            <Button onClick={() => archive.mutate()} loading={archive.isPending}>
              {words.archive}
            </Button>
          ) : null}
        </div>
      </form>
    </SidePanel>
  );
}

function keyFrom(name: string): string {
  const key = name
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return key.slice(0, 60) || 'entry';
}
