import { Button, Select, TextInput } from '@mantine/core';
import { languages } from '../i18n/language.ts';
import styles from './Entrance.module.css';
import type { FirstSetup } from './Welcome.tsx';
import { useWelcomeWords } from './welcome.messages.ts';

const timezones = Intl.supportedValuesOf('timeZone');
const currencies = Intl.supportedValuesOf('currency');

interface Props {
  form: FirstSetup;
  change: (part: Partial<FirstSetup>) => void;
  on: () => void;
}

export function WelcomeOrganisation({ form, change, on }: Props) {
  const words = useWelcomeWords();
  return (
    <form
      className={styles.fields}
      onSubmit={(event) => {
        event.preventDefault();
        on();
      }}
    >
      <TextInput
        label={words.organisation}
        name="organisation"
        autoComplete="organization"
        required
        withAsterisk={false}
        value={form.organisation}
        onChange={(event) => change({ organisation: event.currentTarget.value })}
      />
      <Select
        label={words.language}
        description={words.languageHint}
        data={Object.entries(languages).map(([value, label]) => ({ value, label }))}
        value={form.language}
        onChange={(language) => language && change({ language })}
      />
      <div className={styles.two}>
        <Select
          label={words.timezone}
          searchable
          limit={50}
          data={timezones.includes(form.timezone) ? timezones : [form.timezone, ...timezones]}
          value={form.timezone}
          onChange={(timezone) => timezone && change({ timezone })}
        />
        <Select
          label={words.currency}
          searchable
          limit={50}
          data={currencies}
          value={form.currency}
          onChange={(currency) => currency && change({ currency })}
        />
      </div>
      <Button type="submit" variant="filled" disabled={!form.organisation.trim()}>
        {words.on}
      </Button>
    </form>
  );
}
