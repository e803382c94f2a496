import { Card } from '../../../parts/Card.tsx';
import type { ChangeSetHead } from './changes.ts';
import { useChangesWords } from './messages.ts';

/** What a sheet said and nobody could place: kept, so that nothing of it is lost. */
export function Leftover({ source }: { source: NonNullable<ChangeSetHead['source']> }) {
  const words = useChangesWords();
  const { rows = [], columns = [], unread = [] } = source;
  if (rows.length + columns.length + unread.length === 0) return null;
  return (
    <Card title={words.left} aside={source.file}>
      <ul className="tiny" style={{ margin: 0, paddingLeft: 18 }}>
        {columns.map((header) => (
          <li key={header}>{header}</li>
        ))}
        {rows.map((row) => (
          <li key={row.line}>
            {row.line}: <b>{row.label}</b> {row.cells.join(', ')}
          </li>
        ))}
        {unread.map((cell) => (
          <li key={`${cell.line}${cell.header}`}>
            {cell.line}: {cell.header} <q>{cell.text}</q>
          </li>
        ))}
      </ul>
    </Card>
  );
}
