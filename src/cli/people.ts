import type { Connection } from './connect.ts';
import { exit, type Output, say } from './say.ts';

export interface PersonGiven {
  name: string;
  email: string;
  role: string[];
  title?: string | undefined;
  department?: string | undefined;
  invite: boolean;
}

/** Makes a person and, unless told not to, sends the mail with which they choose a password. */
export async function createPerson(api: Connection, output: Output, given: PersonGiven): Promise<number> {
  const { invite, role, department, ...person } = given;
  const body = { ...person, roles: role, ...(department ? { department } : {}) };
  const made = await api.ask<{ id: string; name: string }>('POST', '/people', { body });
  if (invite) await api.ask('POST', `/people/${made.id}/invitations`);
  say(output, made, `${made.name} (${made.id})${invite ? ' is invited by mail.' : ''}`);
  return exit.done;
}
