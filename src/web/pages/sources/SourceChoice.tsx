import { NativeSelect, TextInput } from '@mantine/core';
import { useEffect } from 'react';
import { useImportWords } from './import.messages.ts';
import { useSources } from './sources.ts';

interface Chosen {
  /** Empty: a new source of this name. */
  key: string;
  name: string;
}

/** Which source the file belongs to; a new one can be named on the way. */
export function SourceChoice({
  chosen,
  choose,
  mayAdd,
}: {
  chosen: Chosen;
  choose: (chosen: Chosen) => void;
  mayAdd: boolean;
}) {
  const words = useImportWords();
  const sources = useSources().data?.items;
  const first = sources?.[0]?.key;
  useEffect(() => {
    if (!chosen.key && !chosen.name && first) choose({ key: first, name: '' });
  }, [chosen, choose, first]);
  const options = (sources ?? []).map(({ key, name }) => ({ value: key, label: name }));
  return (
    <>
      <NativeSelect
        label={words.source}
        value={chosen.key}
        onChange={(event) =>
          choose({ key: event.currentTarget.value, name: event.currentTarget.value ? '' : ' ' })
        }
        data={mayAdd ? [...options, { value: '', label: words.newSource }] : options}
      />
      {mayAdd && !chosen.key ? (
        <TextInput
          label={words.newSourceName}
          value={chosen.name.trimStart()}
          maxLength={200}
          onChange={(event) => choose({ key: '', name: event.currentTarget.value || ' ' })}
        />
      ) : null}
    </>
  );
}
