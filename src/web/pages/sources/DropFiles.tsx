import { Button, Progress } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { type Upload, upload } from '../../api/upload.ts';
import { refused } from '../../parts/notify.ts';
import type { Sent } from './Import.tsx';
import { useImportWords } from './import.messages.ts';
import styles from './Sources.module.css';

interface Props {
  sent: (files: Sent[]) => void;
  many?: boolean;
  /** What can be read here, where it is not the usual. */
  formats?: string;
}

/** A place to drop files on; a button for those who do not drag. Sends them one after the other. */
export function DropFiles({ sent, many = false, formats }: Props) {
  const words = useImportWords();
  const input = useRef<HTMLInputElement>(null);
  const going = useRef<Upload<Sent> | undefined>(undefined);
  const [over, setOver] = useState(false);
  const [sending, setSending] = useState<{ name: string; share: number }>();
  useEffect(() => () => going.current?.cancel(), []);

  async function send(list: FileList | null): Promise<void> {
    const files = [...(list ?? [])].slice(0, many ? 100 : 1);
    if (files.length === 0 || sending) return;
    const done: Sent[] = [];
    try {
      for (const file of files) {
        setSending({ name: file.name, share: 0 });
        going.current = upload<Sent>('/imports', file, {
          query: { fileName: file.name },
          progress: (share) => setSending({ name: file.name, share }),
        });
        done.push(await going.current.answer);
      }
      sent(done);
    } catch (problem) {
      if (!(problem instanceof DOMException && problem.name === 'AbortError')) refused(problem as Error);
    } finally {
      going.current = undefined;
      setSending(undefined);
    }
  }

  if (sending) {
    return (
      <div className={styles.drop}>
        <b role="status">{words.sending(sending.name)}</b>
        <Progress value={sending.share * 100} w="100%" maw={420} aria-label={words.sending(sending.name)} />
        <Button onClick={() => going.current?.cancel()}>{words.stop}</Button>
      </div>
    );
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is the mouse's way; the button is everybody's
    <div
      className={styles.drop}
      data-over={over ? '' : undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        void send(event.dataTransfer.files);
      }}
    >
      <b>{many ? words.dropRecipe : words.drop}</b>
      <span className="muted">{formats ?? words.formats}</span>
      <Button variant="filled" onClick={() => input.current?.click()}>
        {many ? words.chooseMany : words.choose}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        multiple={many}
        aria-label={many ? words.chooseMany : words.choose}
        onChange={(event) => {
          const { files } = event.currentTarget;
          void send(files).finally(() => {
            if (input.current) input.current.value = '';
          });
        }}
      />
    </div>
  );
}
