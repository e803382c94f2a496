import { useLanguage } from '../../i18n/language.ts';
import { Card } from '../../parts/Card.tsx';
import { Go } from '../../parts/Go.tsx';
import { Loaded } from '../../parts/Loaded.tsx';
import { PageHeader } from '../../parts/PageHeader.tsx';
import styles from './Endpoints.module.css';
import { type AnEventType, byNoun, useEventTypes } from './endpoints.ts';
import { useEndpointWords } from './messages.ts';

/** Everything that can be sent, with shape and example. */
export function EventTypes() {
  const words = useEndpointWords();
  const query = useEventTypes();
  return (
    <>
      <PageHeader
        above={<Go to="/endpoints">← {words.back}</Go>}
        title={words.catalogueTitle}
        sentence={words.catalogueText}
      />
      <Loaded query={query}>
        {({ items }) => (
          <div className="stack">
            {byNoun(items).map(([noun, types]) => (
              <Card key={noun} title={words.nouns[noun] ?? noun}>
                {types.map((type) => (
                  <OneType key={type.type} of={type} />
                ))}
              </Card>
            ))}
          </div>
        )}
      </Loaded>
    </>
  );
}

function OneType({ of }: { of: AnEventType }) {
  const words = useEndpointWords();
  const language = useLanguage();
  return (
    <div className={styles.type} id={of.type}>
      <h3>{of.type}</h3>
      <p className="muted">{of.description[language]}</p>
      <details>
        <summary>{words.example}</summary>
        <pre className={styles.code}>{JSON.stringify(of.example, null, 2)}</pre>
      </details>
      <details>
        <summary>{words.schema}</summary>
        <pre className={styles.code}>{JSON.stringify(of.schema, null, 2)}</pre>
      </details>
    </div>
  );
}
