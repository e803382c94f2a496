/** One CSV line (RFC 4180). A text that a spreadsheet would run as a formula gets an apostrophe in front (OWASP). */
export function csvLine(values: readonly unknown[]): string {
  return `${values.map(csvField).join(',')}\r\n`;
}

function csvField(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  let text =
    value instanceof Date
      ? value.toISOString()
      : typeof value === 'object'
        ? JSON.stringify(value)
        : String(value);
  text = harmless(text);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A text that a spreadsheet would run as a formula gets an apostrophe in front (OWASP). */
export function harmless(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}

/** A CSV file as it is made, batch by batch: memory stays constant however long it gets. */
export function csvResponse(
  fileName: string,
  header: string[],
  batches: AsyncIterable<unknown[][]>,
): Response {
  const encoder = new TextEncoder();
  const lines = (async function* () {
    yield encoder.encode(csvLine(header));
    for await (const rows of batches) yield encoder.encode(rows.map(csvLine).join(''));
  })();
  return new Response(ReadableStream.from(lines) as ReadableStream<Uint8Array>, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${fileName}"`,
      'cache-control': 'no-store',
    },
  });
}
