import { Button, Checkbox } from '@mantine/core';
import { useLanguage } from '../../i18n/language.ts';
import styles from './Endpoints.module.css';
import { byNoun, useEventTypes } from './endpoints.ts';
import { useEndpointWords } from './messages.ts';

interface Props {
  chosen: string[];
  choose: (types: string[]) => void;
  /** To a CRM only what is about customers. */
  only?: (type: string) => boolean;
  error?: string | undefined;
}

/** Which events, a group a noun, all of one at a press. */
export function EventChoice({ chosen, choose, only = () => true, error }: Props) {
  const words = useEndpointWords();
  const language = useLanguage();
  const types = (useEventTypes().data?.items ?? []).filter(({ type }) => only(type));
  const without = (some: string[]) => chosen.filter((type) => !some.includes(type));
  return (
    <div className={styles.groups}>
      {byNoun(types).map(([noun, ofNoun]) => {
        const names = ofNoun.map(({ type }) => type);
        const all = names.every((type) => chosen.includes(type));
        const name = words.nouns[noun] ?? noun;
        return (
          <fieldset key={noun} className={styles.group}>
            <legend>
              {name}
              <Button
                size="compact-xs"
                variant="subtle"
                aria-label={`${name}: ${all ? words.none : words.all}`}
                onClick={() => choose(all ? without(names) : [...without(names), ...names])}
              >
                {all ? words.none : words.all}
              </Button>
            </legend>
            <div className={styles.types}>
              {ofNoun.map(({ type, description }) => (
                <Checkbox
                  key={type}
                  label={type}
                  description={description[language]}
                  checked={chosen.includes(type)}
                  onChange={(event) =>
                    choose(event.currentTarget.checked ? [...chosen, type] : without([type]))
                  }
                />
              ))}
            </div>
          </fieldset>
        );
      })}
      {error ? (
        <div role="alert" className={styles.wrong}>
          {error}
        </div>
      ) : null}
    </div>
  );
}
