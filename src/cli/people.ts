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
  const { name, email, title, department, role, invite } = given;
  const body = {
    name,
    email,
    roles: role,
    invite,
    ...(title ? { title } : {}),
    ...(department ? { department } : {}),
  };
  const made = await api.ask<{ id: string; name: string }>('POST', '/people', { body });
  say(output, made, `${made.name} (${made.id})${invite ? ' is invited by mail.' : ''}`);
  return exit.done;
}
