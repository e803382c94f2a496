import '@mantine/core/styles/Pill.layer.css';
import '@mantine/core/styles/PillsInput.layer.css';
import { Button, MultiSelect, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../api/api.ts';
import { useApi } from '../../api/useApi.ts';
import { useChange } from '../../api/useChange.ts';
import { SidePanel } from '../../parts/Panel.tsx';
import { PersonSelect } from '../../parts/PersonSelect.tsx';
import { CrmFields } from './CrmFields.tsx';
import { bodyOf, type Draft, draftOf } from './draft.ts';
import { EventChoice } from './EventChoice.tsx';
import { type AnEndpoint, aboutCustomers } from './endpoints.ts';
import { KindChoice } from './KindChoice.tsx';
import { useEndpointWords } from './messages.ts';
import { Secret } from './Secret.tsx';

/** Problems of these stand beside them. */
const shown = ['url', 'name', 'eventTypes', 'secret', 'settings.source', 'settings.body'];

/** Makes an endpoint, then shows its secret this once; or changes one. */
export function EndpointForm({ endpoint, close }: { endpoint?: AnEndpoint; close: () => void }) {
  const words = useEndpointWords();
  const [draft, setDraft] = useState(() => draftOf(endpoint));
  const set = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }));
  const { kind, name, url, description, eventTypes, departments, ownerId } = draft;
  const chat = kind === 'slack' || kind === 'teams';
  const teams = useApi<{ items: { key: string; name: string }[] }>(['departments'], '/departments', {
    when: chat,
  });
  const made = endpoint !== undefined;
  const save = useChange<void, AnEndpoint & { secret?: string | null }>({
    call: () => {
      const body = bodyOf(draft, made);
      return endpoint ? api.patch(`/endpoints/${endpoint.id}`, body) : api.post('/endpoints', body);
    },
    touches: [['endpoints']],
    quiet: true,
    ...(endpoint ? { said: words.changed(name) } : {}),
    after: (saved) => (saved.secret ? undefined : close()),
  });
  const secret = save.data?.secret;
  if (secret) return <Secret title={name} text={words.made} secret={secret} close={close} />;
  const field = (key: string) => save.error?.field(key);
  return (
    <SidePanel open close={close} title={endpoint ? words.change : words.add}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        {made ? null : <KindChoice kind={kind} choose={(chosen) => set({ kind: chosen, url: '' })} />}
        <TextInput
          label={words.name}
          required
          data-autofocus
          maxLength={100}
          value={name}
          onChange={(event) => set({ name: event.currentTarget.value })}
          error={field('name')}
        />
        {kind === 'crm' ? (
          <CrmFields draft={draft} set={set} made={made} field={field} />
        ) : (
          <TextInput
            label={words.url}
            description={chat ? words.channelHint : words.urlHint}
            required
            maxLength={2000}
            value={url}
            onChange={(event) => set({ url: event.currentTarget.value })}
            error={field('url')}
          />
        )}
        {chat ? (
          <MultiSelect
            label={words.departments}
            description={words.departmentsHint}
            data={(teams.data?.items ?? []).map((one) => ({ value: one.key, label: one.name }))}
            value={departments}
            onChange={(chosen) => set({ departments: chosen })}
            searchable
          />
        ) : null}
        <Textarea
          label={words.description}
          autosize
          maxLength={1000}
          value={description}
          onChange={(event) => set({ description: event.currentTarget.value })}
        />
        {endpoint ? (
          <PersonSelect label={words.owner} value={ownerId} onChange={(id) => set({ ownerId: id })} />
        ) : null}
        <EventChoice
          chosen={eventTypes}
          choose={(chosen) => set({ eventTypes: chosen })}
          {...(kind === 'crm' ? { only: aboutCustomers } : {})}
          error={field('eventTypes')}
        />
        {save.error && !shown.some(field) ? <div role="alert">{save.error.detail}</div> : null}
        <div className="row">
          <Button type="submit" variant="filled" loading={save.isPending}>
            {words.save}
          </Button>
        </div>
      </form>
    </SidePanel>
  );
}
