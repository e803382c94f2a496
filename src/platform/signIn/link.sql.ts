import { type Runner, sql } from '../database.ts';
import { newId } from '../ids.ts';
import { hashOfToken, newToken } from '../token.ts';

export type LinkPurpose = 'sign_in' | 'invitation';

/** A sign-in link is used while the mail is on the screen; an invitation may wait over a weekend. */
const minutes: Record<LinkPurpose, number> = { sign_in: 15, invitation: 7 * 24 * 60 };

export interface NewLink {
  personId: string;
  purpose: LinkPurpose;
  madeBy: string | null;
  at: Date;
}

/** Returns the token that goes into the mail; only its hash is kept. */
export async function insertLink(db: Runner, link: NewLink): Promise<string> {
  const token = newToken('ol_');
  await db.run(sql`insert into sign_in_links (link_id, person_id, token_hash, purpose, made_at, made_by, expires_at)
    values (${newId()}::uuid, ${link.personId}::uuid, ${hashOfToken(token)}, ${link.purpose}, ${link.at}::timestamptz,
      ${link.madeBy}::uuid, ${link.at}::timestamptz + make_interval(mins => ${minutes[link.purpose]}::int))`);
  return token;
}

export interface OpenLink {
  person_id: string;
  purpose: LinkPurpose;
  name: string;
  email: string;
}

/** Who the link is for, while it is good; looking does not use it up. */
export function peekLink(db: Runner, token: string, at: Date): Promise<OpenLink | undefined> {
  return db.maybe(sql`select l.person_id, l.purpose, p.name, p.email from sign_in_links l join people p on p.person_id = l.person_id
    where l.token_hash = ${hashOfToken(token)} and l.used_at is null and l.expires_at > ${at}::timestamptz
      and (p.left_on is null or p.left_on > (${at}::timestamptz)::date)`);
}

/** One statement decides: of two who press at once, one gets in. */
export async function useLink(db: Runner, token: string, at: Date): Promise<boolean> {
  const used = await db.run(sql`update sign_in_links set used_at = ${at}::timestamptz
    where token_hash = ${hashOfToken(token)} and used_at is null and expires_at > ${at}::timestamptz`);
  return used === 1;
}
