import { mustNotBeErased } from '../know/know.ts';
import type { Actor } from '../platform/access.ts';
import { newId } from '../platform/ids.ts';
import type { Platform } from '../platform/platform.ts';
import { attach } from './desk/attach.ts';
import { dropDraft } from './desk/desk.sql.ts';
import { insertAction } from './life.sql.ts';
import { workOn } from './life.ts';
import { ActionInput } from './verbs.ts';

/** What was done about it; the follow-up and the customer's page tell it in these words. */
export function recordAction(
  platform: Platform,
  actor: Actor,
  caseId: string,
  input: ActionInput,
): Promise<void> {
  const { text, files } = ActionInput.parse(input);
  return workOn(platform, actor, caseId, async (working) => {
    const { tx, personId, now } = working;
    await mustNotBeErased(tx, working.case.customerId);
    const id = newId();
    await insertAction(tx, { id, caseId, at: now, personId, text });
    await attach(working, files, { as: 'action', id });
    await dropDraft(tx, { caseId, personId, kind: 'action' });
    return [{ verb: 'action_taken', detail: { actionId: id, text } }];
  });
}
