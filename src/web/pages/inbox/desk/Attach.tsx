import { ActionIcon, Button, Progress } from '@mantine/core';
import { IconPaperclip, IconX } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import type { CaseFile } from '../../../../close/desk/shapes.ts';
import { api } from '../../../api/api.ts';
import { ApiProblem } from '../../../api/problem.ts';
import { upload } from '../../../api/upload.ts';
import { useFormat } from '../../../i18n/format.ts';
import styles from './Desk.module.css';
import { useDeskWords } from './desk.messages.ts';

interface Props {
  caseId: string;
  files: CaseFile[];
  change: (files: CaseFile[]) => void;
}

/** Files of what is being written: chosen or dropped, sent at once, kept with the draft. */
export function Attach({ caseId, files, change }: Props) {
  const words = useDeskWords();
  const format = useFormat();
  const input = useRef<HTMLInputElement>(null);
  const [share, setShare] = useState<number>();
  const [wrong, setWrong] = useState<string>();
  const bring = async (chosen: File[]) => {
    setWrong(undefined);
    let there = files;
    for (const file of chosen) {
      setShare(0);
      try {
        const { answer } = upload<CaseFile>(`/cases/${caseId}/files`, file, {
          query: { name: file.name },
          progress: setShare,
        });
        there = [...there, await answer];
        change(there);
      } catch (problem) {
        setWrong(problem instanceof ApiProblem ? problem.detail : words.notSent(file.name));
      }
    }
    setShare(undefined);
    if (input.current) input.current.value = '';
  };
  const remove = (id: string) => {
    change(files.filter((file) => file.id !== id));
    api.del(`/cases/${caseId}/files/${id}`).catch(() => undefined);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way beside the button
    <div
      className={styles.attach}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        void bring([...event.dataTransfer.files]);
      }}
    >
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label={words.attach}
        data-attach
        onChange={(event) => void bring([...(event.currentTarget.files ?? [])])}
      />
      <Button
        variant="subtle"
        size="compact-sm"
        leftSection={<IconPaperclip size={16} stroke={1.6} aria-hidden />}
        onClick={() => input.current?.click()}
        loading={share !== undefined}
      >
        {words.attach}
      </Button>
      {share === undefined ? null : (
        <Progress value={share * 100} size="sm" aria-label={words.sending} w={120} />
      )}
      {files.length > 0 ? (
        <ul className={styles.files} aria-label={words.files}>
          {files.map((file) => (
            <li key={file.id}>
              <span>{file.name}</span> <span className="dim tiny">{format.bytes(file.bytes)}</span>
              <ActionIcon
                variant="subtle"
                size="sm"
                aria-label={words.removeFile(file.name)}
                onClick={() => remove(file.id)}
              >
                <IconX size={14} />
              </ActionIcon>
            </li>
          ))}
        </ul>
      ) : null}
      {wrong ? (
        <p role="alert" className={styles.wrong}>
          {wrong}
        </p>
      ) : null}
    </div>
  );
}
