import { IconPaperclip } from '@tabler/icons-react';
import { apiPath } from '../../../api/api.ts';
import { useFormat } from '../../../i18n/format.ts';
import styles from './Desk.module.css';

interface Linked {
  name: string;
  bytes: number;
  path: string;
}

/** Files of a note, an action or a message: each is stored by the browser, none is opened in it. */
export function FileLinks({ files }: { files: Linked[] }) {
  const format = useFormat();
  if (files.length === 0) return null;
  return (
    <ul className={styles.files}>
      {files.map((file) => (
        <li key={file.path}>
          <IconPaperclip size={14} stroke={1.6} aria-hidden />
          <a href={apiPath(file.path)} download={file.name}>
            {file.name}
          </a>{' '}
          <span className="dim tiny">{format.bytes(file.bytes)}</span>
        </li>
      ))}
    </ul>
  );
}
