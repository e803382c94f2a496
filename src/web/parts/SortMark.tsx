/** Which way a column is sorted; faint where it could be. */
export function SortMark({ order }: { order?: 'ascending' | 'descending' }) {
  return (
    <svg width="8" height="10" viewBox="0 0 8 10" aria-hidden="true" fill="currentColor">
      <path d="M4 0 7 4H1z" opacity={order === 'ascending' ? 1 : 0.25} />
      <path d="M4 10 1 6h6z" opacity={order === 'descending' ? 1 : 0.25} />
    </svg>
  );
}
