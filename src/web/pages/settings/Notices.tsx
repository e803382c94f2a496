import { Button, Checkbox, NativeSelect, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../api/api.ts';
import { useApi } from '../../api/useApi.ts';
import { useChange } from '../../api/useChange.ts';
import { allowance, askAllowance } from '../../live/desktop.ts';
import styles from '../../live/Live.module.css';
import type { NoticeSettings } from '../../live/notices.ts';
import { Card } from '../../parts/Card.tsx';
import { Loaded } from '../../parts/Loaded.tsx';
import { useNoticeSettingsWords } from './notices.messages.ts';

const path = '/me/notice-settings';
const mailWays = ['at_once', 'digest', 'never'] as const;

/** What I am told, how, and when not. */
export function Notices() {
  const query = useApi<NoticeSettings>(['notice-settings'], path);
  return (
    <div className="stack">
      <ThisBrowser />
      <Loaded query={query}>{(data) => <Form before={data} />}</Loaded>
    </div>
  );
}

function ThisBrowser() {
  const words = useNoticeSettingsWords();
  const [now, setNow] = useState(allowance);
  return (
    <Card title={words.here}>
      {now === 'default' ? (
        <>
          <Button onClick={() => void askAllowance().then(setNow)}>{words.allow}</Button>
          <p className="tiny muted">{words.allowHint}</p>
        </>
      ) : (
        <p>{words[now]}</p>
      )}
      <p className="tiny muted">{words.install}</p>
    </Card>
  );
}

function Form({ before }: { before: NoticeSettings }) {
  const words = useNoticeSettingsWords();
  const [given, setGiven] = useState(before);
  const save = useChange<void, NoticeSettings>({
    call: () => api.put<NoticeSettings>(path, given),
    touches: [['notice-settings']],
    said: words.saved,
  });
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <Card title={words.what}>
        <p className="muted">{words.whatSentence}</p>
        <Kinds given={given} change={(kinds) => setGiven({ ...given, kinds })} />
      </Card>
      <Card title={words.when}>
        <Hours given={given} change={(hours) => setGiven({ ...given, hours })} />
      </Card>
      <div>
        <Button type="submit" loading={save.isPending}>
          {words.save}
        </Button>
      </div>
    </form>
  );
}

type Kind = NoticeSettings['kinds'][number];

function Kinds({ given, change }: { given: NoticeSettings; change: (kinds: Kind[]) => void }) {
  const words = useNoticeSettingsWords();
  const set = (kind: Kind['kind'], part: Partial<Kind>) =>
    change(given.kinds.map((one) => (one.kind === kind ? { ...one, ...part } : one)));
  return (
    <table className={styles.kinds}>
      <thead>
        <tr>
          <th scope="col">{words.kind}</th>
          <th scope="col">{words.inApp}</th>
          <th scope="col">{words.desktop}</th>
          <th scope="col">{words.mail}</th>
        </tr>
      </thead>
      <tbody>
        {given.kinds.map((one) => {
          const name = words.kinds[one.kind];
          return (
            <tr key={one.kind}>
              <th scope="row">{name}</th>
              {(['inApp', 'desktop'] as const).map((way) => (
                <td key={way} data-label={words[way]}>
                  <Checkbox
                    aria-label={`${name}: ${words[way]}`}
                    checked={one[way]}
                    onChange={(event) => set(one.kind, { [way]: event.currentTarget.checked })}
                  />
                </td>
              ))}
              <td>
                <NativeSelect
                  size="xs"
                  aria-label={`${name}: ${words.mail}`}
                  value={one.mail}
                  data={mailWays.map((way) => ({ value: way, label: words.ways[way] }))}
                  onChange={(event) => set(one.kind, { mail: event.currentTarget.value as Kind['mail'] })}
                />
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

type HoursShape = NoticeSettings['hours'];

function Hours({ given, change }: { given: NoticeSettings; change: (hours: HoursShape) => void }) {
  const words = useNoticeSettingsWords();
  const { hours } = given;
  const set = (part: Partial<HoursShape>) => change({ ...hours, ...part });
  const quiet = hours.quietFrom !== null;
  return (
    <div className="stack">
      <div className={styles.hours}>
        <Select
          label={words.timezone}
          searchable
          allowDeselect={false}
          data={zones(hours.timezone)}
          value={hours.timezone}
          onChange={(timezone) => timezone && set({ timezone })}
        />
        <NativeSelect
          label={words.digest}
          value={hours.digest}
          data={(['daily', 'weekly'] as const).map((one) => ({ value: one, label: words.digests[one] }))}
          onChange={(event) => set({ digest: event.currentTarget.value as HoursShape['digest'] })}
        />
        {hours.digest === 'weekly' ? (
          <NativeSelect
            label={words.on}
            value={String(hours.digestOn)}
            data={words.days.map((label, i) => ({ value: String(i + 1), label }))}
            onChange={(event) => set({ digestOn: Number(event.currentTarget.value) })}
          />
        ) : null}
        <TextInput
          type="time"
          label={words.at}
          required
          value={timeOf(hours.digestAt)}
          onChange={(event) => set({ digestAt: minutesOf(event.currentTarget.value) ?? hours.digestAt })}
        />
      </div>
      <Checkbox
        label={words.quiet}
        description={words.quietHint}
        checked={quiet}
        onChange={(event) =>
          set(
            event.currentTarget.checked
              ? { quietFrom: 19 * 60, quietUntil: 7 * 60 }
              : { quietFrom: null, quietUntil: null },
          )
        }
      />
      {quiet ? (
        <div className={styles.hours}>
          {(['quietFrom', 'quietUntil'] as const).map((end) => (
            <TextInput
              key={end}
              type="time"
              label={words[end]}
              required
              value={timeOf(hours[end] ?? 0)}
              onChange={(event) => set({ [end]: minutesOf(event.currentTarget.value) ?? hours[end] })}
            />
          ))}
        </div>
      ) : null}
      <fieldset className={styles.days}>
        <legend>{words.quietDays}</legend>
        <div>
          {words.days.map((label, i) => (
            <Checkbox
              key={label}
              label={label}
              checked={hours.quietDays.includes(i + 1)}
              onChange={(event) => {
                const others = hours.quietDays.filter((day) => day !== i + 1);
                set({ quietDays: event.currentTarget.checked ? [...others, i + 1].sort() : others });
              }}
            />
          ))}
        </div>
      </fieldset>
      <Checkbox
        label={words.urgent}
        checked={hours.urgentPasses}
        onChange={(event) => set({ urgentPasses: event.currentTarget.checked })}
      />
    </div>
  );
}

/** The browser's list may lack an old name that is stored. */
function zones(chosen: string): string[] {
  const all = Intl.supportedValuesOf('timeZone');
  return all.includes(chosen) ? all : [chosen, ...all];
}

const timeOf = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

function minutesOf(time: string): number | undefined {
  const [, hours, minutes] = /^(\d\d):(\d\d)/.exec(time) ?? [];
  return hours === undefined ? undefined : Number(hours) * 60 + Number(minutes);
}
