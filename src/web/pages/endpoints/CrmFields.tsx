import { Checkbox, NativeSelect, PasswordInput, Textarea, TextInput } from '@mantine/core';
import type { Access, CrmSettings } from '../../../out/crm/template.ts';
import { useSources } from '../sources/sources.ts';
import type { Draft } from './draft.ts';
import styles from './Endpoints.module.css';
import { usePresets } from './endpoints.ts';
import { useEndpointWords } from './messages.ts';

interface Props {
  draft: Draft;
  set: (part: Partial<Draft>) => void;
  made: boolean;
  field: (path: string) => string | undefined;
}

const methods: readonly string[] = ['PATCH', 'PUT', 'POST'];

/** Where a customer's record is, how we are let in, and what is written. */
export function CrmFields({ draft, set, made, field }: Props) {
  const words = useEndpointWords();
  const presets = usePresets(true);
  const sources = useSources().data?.items ?? [];
  const { settings } = draft;
  const change = (part: Partial<CrmSettings>) => set({ settings: { ...settings, ...part } });
  const begin = (key: string) => {
    const preset = presets.data?.items.find((one) => one.key === key);
    if (preset) set({ url: preset.url, settings: { ...preset.settings, source: settings.source } });
  };
  return (
    <>
      <div className={styles.pair}>
        {made ? null : (
          <NativeSelect
            label={words.preset}
            onChange={(event) => begin(event.currentTarget.value)}
            data={[
              { value: '', label: '…' },
              ...(presets.data?.items ?? []).map(({ key, name }) => ({ value: key, label: name })),
            ]}
          />
        )}
        <NativeSelect
          label={words.source}
          description={words.sourceHint}
          required
          value={settings.source}
          onChange={(event) => change({ source: event.currentTarget.value })}
          data={[{ value: '', label: '…' }, ...sources.map(({ key, name }) => ({ value: key, label: name }))]}
          error={field('settings.source')}
        />
      </div>
      <TextInput
        label={words.recordUrl}
        required
        maxLength={2000}
        value={draft.url}
        onChange={(event) => set({ url: event.currentTarget.value })}
        error={field('url')}
      />
      <div className={styles.pair}>
        <NativeSelect
          label={words.method}
          value={settings.method}
          onChange={(event) => change({ method: event.currentTarget.value as CrmSettings['method'] })}
          data={methods}
        />
        <AccessFields access={settings.access} change={(access) => change({ access })} />
      </div>
      <PasswordInput
        label={words.token}
        description={made ? words.tokenKept : words.tokenHint}
        required={!made}
        autoComplete="new-password"
        value={draft.secret}
        onChange={(event) => set({ secret: event.currentTarget.value })}
        error={field('secret')}
      />
      <Textarea
        label={words.body}
        description={words.bodyHint((presets.data?.fields ?? []).map((one) => `{${one}}`).join(' '))}
        className={styles.json}
        autosize
        minRows={6}
        spellCheck={false}
        value={settings.body}
        onChange={(event) => change({ body: event.currentTarget.value })}
        error={field('settings.body')}
      />
      <Checkbox
        label={words.allText}
        checked={settings.allText}
        onChange={(event) => change({ allText: event.currentTarget.checked })}
      />
    </>
  );
}

function AccessFields({ access, change }: { access: Access; change: (access: Access) => void }) {
  const words = useEndpointWords();
  const text = (label: string, value: string, put: (value: string) => Access) => (
    <TextInput
      label={label}
      value={value}
      maxLength={2000}
      onChange={(event) => change(put(event.currentTarget.value))}
    />
  );
  return (
    <>
      <NativeSelect
        label={words.access}
        value={access.kind}
        onChange={(event) =>
          change(
            event.currentTarget.value === 'header'
              ? { kind: 'header', name: 'Authorization', prefix: 'Bearer ' }
              : { kind: 'client_credentials', tokenUrl: '', clientId: '' },
          )
        }
        data={(['header', 'client_credentials'] as const).map((value) => ({
          value,
          label: words.accesses[value],
        }))}
      />
      {access.kind === 'header' ? (
        <>
          {text(words.headerName, access.name, (name) => ({ ...access, name }))}
          {text(words.prefix, access.prefix, (prefix) => ({ ...access, prefix }))}
        </>
      ) : (
        <>
          {text(words.tokenUrl, access.tokenUrl, (tokenUrl) => ({ ...access, tokenUrl }))}
          {text(words.clientId, access.clientId, (clientId) => ({ ...access, clientId }))}
        </>
      )}
    </>
  );
}
