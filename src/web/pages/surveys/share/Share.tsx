import { Button, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { useLanguage } from '../../../i18n/language.ts';
import { Card } from '../../../parts/Card.tsx';
import { download, languageName, publicAddress } from '../surveys.ts';
import type { TabProps } from '../tabs.ts';
import { useShareWords } from './messages.ts';
import { QrCode } from './QrCode.tsx';
import { qrSvg } from './qr.ts';
import styles from './Share.module.css';

/** Where it is answered: link, QR code, kiosk. */
export function Share({ survey }: TabProps) {
  const words = useShareWords();
  const reader = useLanguage();
  const [language, setLanguage] = useState('');
  const lang: Record<string, string> = language ? { lang: language } : {};
  const qr = publicAddress(survey.key, { channel: 'qr', ...lang });
  return (
    <div className="stack">
      {survey.published === null ? (
        <div className={styles.notYet}>
          <b>{words.notYet}</b>
          <p className="muted">{words.notYetText}</p>
        </div>
      ) : null}
      {survey.languages.length > 1 ? (
        <NativeSelect
          className={styles.language}
          label={words.language}
          value={language}
          onChange={(event) => setLanguage(event.currentTarget.value)}
          data={[
            { value: '', label: words.own },
            ...survey.languages.map((value) => ({ value, label: languageName(value, reader) })),
          ]}
        />
      ) : null}
      <div className={styles.cards}>
        <Card title={words.link}>
          <p className="muted">{words.linkText}</p>
          <Address of={publicAddress(survey.key, lang)} />
        </Card>
        <Card title={words.qr}>
          <p className="muted">{words.qrText}</p>
          <QrCode address={qr} label={words.qrLabel(qr)} />
          <div className={styles.buttons}>
            <Button onClick={() => download(`${survey.key}.svg`, 'image/svg+xml', qrSvg(qr))}>
              {words.download}
            </Button>
          </div>
        </Card>
        <Card title={words.kiosk}>
          <p className="muted">{words.kioskText}</p>
          <Address of={publicAddress(survey.key, { kiosk: '1', ...lang })} />
        </Card>
        <Card title={words.embed}>
          <p className="muted">{words.embedText}</p>
          <Embed survey={survey.key} language={language} />
        </Card>
      </div>
    </div>
  );
}

const modes = ['popup', 'button', 'inline'] as const;

/** One line for a website; what else it can be told stands in the documentation. */
function Embed({ survey, language }: { survey: string; language: string }) {
  const words = useShareWords();
  const [mode, setMode] = useState<(typeof modes)[number]>('popup');
  const told = language ? ` data-language="${language}"` : '';
  const line = `<script async src="${location.origin}/embed.js" data-survey="${survey}" data-mode="${mode}"${told}></script>`;
  return (
    <div className={styles.embed}>
      <NativeSelect
        label={words.mode}
        value={mode}
        onChange={(event) => setMode(event.currentTarget.value as typeof mode)}
        data={modes.map((value) => ({ value, label: words.modes[value] }))}
      />
      <div className={styles.address}>{line}</div>
      <div className={styles.buttons}>
        <Copy text={line} />
      </div>
    </div>
  );
}

function Copy({ text }: { text: string }) {
  const words = useShareWords();
  const [copied, setCopied] = useState('');
  return (
    <Button onClick={() => navigator.clipboard?.writeText(text).then(() => setCopied(text))}>
      <span aria-live="polite">{copied === text ? words.copied : words.copy}</span>
    </Button>
  );
}

function Address({ of }: { of: string }) {
  const words = useShareWords();
  return (
    <>
      <div className={styles.address}>{of}</div>
      <div className={styles.buttons}>
        <Copy text={of} />
        <Button component="a" href={of} target="_blank" rel="noopener">
          {words.open}
        </Button>
      </div>
    </>
  );
}
