import { Alert, Button, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Terms } from '../../../../own/terms.ts';
import { api } from '../../../api/api.ts';
import { useApi } from '../../../api/useApi.ts';
import { useChange } from '../../../api/useChange.ts';
import { Loaded } from '../../../parts/Loaded.tsx';
import { Dialog } from '../../../parts/Panel.tsx';
import styles from './Grey.module.css';
import { useGreyWords } from './messages.ts';

interface Given {
  terms: Terms;
  attributes: string[];
}

/** Which attribute says what a customer is worth, and how long each rung of the ladder has. */
export function TermsForm({ close }: { close: () => void }) {
  const words = useGreyWords();
  const query = useApi<Given>(['ownership-terms'], '/ownership/terms', { keep: false });
  return (
    <Dialog open close={close} title={words.termsTitle}>
      <Loaded query={query}>{(given) => <Fields given={given} close={close} />}</Loaded>
    </Dialog>
  );
}

function Fields({ given, close }: { given: Given; close: () => void }) {
  const words = useGreyWords();
  const [terms, setTerms] = useState(given.terms);
  const { value, hours } = terms;
  const save = useChange({
    call: () => api.put('/ownership/terms', terms),
    touches: [['ownership-terms'], ['grey-areas']],
    said: words.saved,
    after: close,
    quiet: true,
  });
  const attributes = [...new Set([...given.attributes, ...(value ? [value.attribute] : [])])];
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <div className={styles.pair}>
        <NativeSelect
          label={words.attribute}
          description={words.attributeHint}
          value={value?.attribute ?? ''}
          data={[{ value: '', label: words.noAttribute }, ...attributes]}
          onChange={(event) => {
            const attribute = event.currentTarget.value;
            setTerms({ hours, value: attribute ? { attribute, per: value?.per ?? 'year' } : null });
          }}
        />
        {value ? (
          <NativeSelect
            label={words.per}
            value={value.per}
            data={[
              { value: 'year', label: words.perYear },
              { value: 'month', label: words.perMonth },
            ]}
            onChange={(event) => {
              const per = event.currentTarget.value as 'year' | 'month';
              setTerms({ hours, value: { ...value, per } });
            }}
          />
        ) : null}
      </div>
      <fieldset style={{ border: 0, padding: 0, margin: 0 }}>
        <legend>{words.hours}</legend>
        <div className={styles.pair}>
          {(Object.keys(words.rungs) as (keyof typeof hours)[]).map((rung) => (
            <TextInput
              key={rung}
              type="number"
              label={words.rungs[rung]}
              min={1}
              max={8760}
              required
              value={hours[rung] || ''}
              onChange={(event) => {
                const n = Number(event.currentTarget.value);
                setTerms({ value, hours: { ...hours, [rung]: n } });
              }}
              error={save.error?.field(`hours.${rung}`)}
            />
          ))}
        </div>
      </fieldset>
      {save.error && save.error.errors.length === 0 ? <Alert role="alert">{save.error.detail}</Alert> : null}
      <Button type="submit" variant="filled" loading={save.isPending}>
        {words.save}
      </Button>
    </form>
  );
}
