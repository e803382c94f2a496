import { Button } from '@mantine/core';
import { useState } from 'react';
import { Card } from '../../parts/Card.tsx';
import styles from './Connect.module.css';
import { type Made, useConnections } from './connect.ts';
import { useConnectWords } from './messages.ts';
import { State } from './State.tsx';

/** Address, key and what to write at the sender: this once, beside whether the first event has come. */
export function Once({ made, close }: { made: Made; close: () => void }) {
  const words = useConnectWords();
  const live = useConnections(made.sourceKey).data?.items.find(({ id }) => id === made.id) ?? made;
  return (
    <Card title={words.conventions[made.convention]} aside={<State one={live} />}>
      <div className="stack">
        <p role="status">{words.once}</p>
        <Secret
          label={made.convention === 'webhook' ? words.addressAndKey : words.address}
          text={made.sendTo}
        />
        {made.convention === 'webhook' ? null : <Secret label={words.key} text={made.key} />}
        {made.convention === 'webhook' ? null : (
          <div className={styles.secret}>
            <b>{words.snippet}</b>
            <pre className={styles.snippet}>{snippet(made)}</pre>
          </div>
        )}
        <div className="row">
          <Button variant="filled" onClick={close}>
            {words.gotIt}
          </Button>
        </div>
      </div>
    </Card>
  );
}

function Secret({ label, text }: { label: string; text: string }) {
  const words = useConnectWords();
  const [copied, setCopied] = useState(false);
  return (
    <div className={styles.secret}>
      <b>{label}</b>
      <code>{text}</code>
      <div>
        <Button
          size="compact-sm"
          aria-label={`${words.copy}: ${label}`}
          onClick={() => navigator.clipboard?.writeText(text).then(() => setCopied(true))}
        >
          {copied ? words.copied : words.copy}
        </Button>
      </div>
    </div>
  );
}

function snippet({ convention, sendTo, key }: Made): string {
  if (convention === 'segment')
    return [
      `// @segment/analytics-node`,
      `new Analytics({ writeKey: '${key}', host: '${sendTo}' });`,
      '',
      `// @rudderstack/rudder-sdk-node`,
      `new RudderAnalytics('${key}', { dataPlaneUrl: '${sendTo}' });`,
    ].join('\n');
  return [
    `curl ${sendTo} \\`,
    `  -H 'Authorization: Bearer ${key}' \\`,
    `  -H 'Content-Type: application/cloudevents+json' \\`,
    `  -d '{"specversion":"1.0","id":"1","source":"/orders","type":"order.shipped","subject":"4711"}'`,
  ].join('\n');
}
