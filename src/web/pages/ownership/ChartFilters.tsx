import { NativeSelect, Select } from '@mantine/core';
import { useApi } from '../../api/useApi.ts';
import { useUrl } from '../../parts/useUrl.ts';
import { useLedgerWords } from './ledger.messages.ts';
import { useOwnershipWords } from './messages.ts';
import styles from './Ownership.module.css';
import { type Chart, type Things, thingKinds, whatOf } from './ownership.ts';
import { useThingsWords } from './things.messages.ts';

/** What the chart is narrowed to. All of it stands in the address, so that a link shows the same. */
export const chartFilters = ['what', 'journey', 'department', 'with', 'role', 'plane', 'show'] as const;

/** The same as the server asks for it. */
export function queryOf(url: Record<string, string | undefined>) {
  const { journey, department, role, plane, show } = url;
  const what = whatOf(url);
  return {
    what,
    journey: what ? undefined : journey,
    department,
    person: url.with,
    role,
    plane,
    show: show === 'gaps' ? 'faults' : show,
  };
}

export function ChartFilters({ chart }: { chart: Chart }) {
  const words = useOwnershipWords();
  const more = useLedgerWords();
  const things = useThingsWords();
  const [url, setUrl] = useUrl();
  const what = whatOf(url);
  const people = useApi<{ items: { id: string; name: string }[] }>(['people'], '/people').data?.items ?? [];
  const missing = chart.counts.touchpoints - chart.counts.exactlyOne;
  const choice = (
    name: (typeof chartFilters)[number],
    label: string,
    data: { value: string; label: string }[],
  ) => (
    <NativeSelect
      size="xs"
      aria-label={label}
      value={name === 'show' && url.show === 'gaps' ? 'faults' : (url[name] ?? '')}
      data={data}
      onChange={(event) => setUrl({ [name]: event.currentTarget.value })}
    />
  );
  const named = (items: { key: string; name: string }[]) =>
    items.map(({ key, name }) => ({ value: key, label: name }));
  return (
    <div className={styles.filters}>
      <NativeSelect
        size="xs"
        aria-label={things.what}
        value={what ?? ''}
        data={[
          { value: '', label: things.touchpoints },
          ...(Object.keys(thingKinds) as Things[]).map((value) => ({ value, label: things.many[value] })),
        ]}
        onChange={(event) =>
          setUrl({ what: event.currentTarget.value, journey: undefined, object: undefined })
        }
      />
      {what
        ? null
        : choice('journey', words.journey, [
            { value: '', label: words.allJourneys },
            ...named(chart.choices),
          ])}
      {choice('show', what ? things.which : more.show, [
        { value: '', label: what ? things.all : more.everything },
        { value: 'faults', label: `${words.onlyGaps} (${missing})` },
        { value: 'apart', label: more.apart },
      ])}
      {choice('plane', more.plane, [
        { value: '', label: more.planes.execution },
        { value: 'strategy', label: more.planes.strategy },
      ])}
      {choice('department', more.department, [
        { value: '', label: more.allDepartments },
        ...named(chart.departments),
      ])}
      <Select
        size="xs"
        aria-label={more.person}
        placeholder={more.everybody}
        searchable
        clearable
        openOnFocus={false}
        value={url.with ?? null}
        data={people.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(value) => setUrl({ with: value ?? undefined })}
      />
      {choice('role', words.part, [
        { value: '', label: more.anyPart },
        ...(['A', 'R', 'C', 'I'] as const).map((role) => ({ value: role, label: words.roles[role] })),
      ])}
    </div>
  );
}
