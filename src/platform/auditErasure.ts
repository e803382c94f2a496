import { type AuditEntry, ERASING, hashOf, type Remainder } from './audit.ts';
import { sql, type Tx } from './database.ts';

const id = /^([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|\d{4}-\d\d-\d\d(T[\d:.]+Z)?)$/;

/**
 * Takes the words out of entries about a customer who is erased: what stays is who did what to which id, when. The
 * entries keep their hashes, so the chain holds; what each of them is now is hashed, and those hashes are to stand in the
 * chained entry of the erasure itself. So nothing can be taken out, or changed afterwards, unseen (decision 36).
 */
export async function eraseFromAudit(
  tx: Tx,
  which: { kinds: string[]; ids: string[]; needles: string[] },
): Promise<Remainder[]> {
  const entries = await tx.all<AuditEntry>(sql`select * from audit_entries
    where verb <> ${ERASING} and ((subject_kind = any(${which.kinds}::text[]) and subject_id = any(${which.ids}::text[]))
      or (subject_kind = any('{address,case_bulk}') and lower(subject_id || detail::text) like any(${likes(which.needles)}::text[])))
    order by seq`);
  const left: Remainder[] = [];
  for (const entry of entries) {
    const remains = {
      ...entry,
      subject_id: entry.subject_kind === 'address' ? '' : entry.subject_id,
      detail: plainOf(entry.detail as Record<string, unknown>),
    };
    if (hashOf(remains) === hashOf(entry)) continue;
    await tx.run(sql`update audit_entries set subject_id = ${remains.subject_id}, detail = ${JSON.stringify(remains.detail)}::jsonb
      where seq = ${entry.seq}`);
    left.push([entry.seq, hashOf(remains)]);
  }
  return left;
}

export function likes(needles: string[]): string[] {
  return needles.map((one) => `%${one.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`);
}

function plainOf(detail: Record<string, unknown>): Record<string, unknown> {
  const plain = (value: unknown): boolean =>
    value === null ||
    typeof value === 'number' ||
    typeof value === 'boolean' ||
    (typeof value === 'string' && id.test(value)) ||
    (Array.isArray(value) && value.every(plain));
  return Object.fromEntries(Object.entries(detail).filter(([, value]) => plain(value)));
}
