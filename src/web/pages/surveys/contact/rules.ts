import type { ContactRules } from '../../../../listen/rules/rules.ts';
import type { Wire } from '../../../api/wire.ts';

export type Rules = Wire<ContactRules>;

/** What is out of date once a rule has changed. */
export const rulesTouched = [['contact-rules'], ['suppressions'], ['invitations']] as const;
