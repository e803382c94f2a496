/** What comes in: sources, files, recipes, deliveries over HTTP. */

export { factContent } from './content.ts';
export { readWebhooksOf } from './conventions/hooks/provider.ts';
export { eraseRaw } from './erasing.sql.ts';
export { startEventLog } from './eventLogs/logs.ts';
export { caseKeys, type EventLogOrigin, eventLog, eventLogNames } from './eventLogs/origin.ts';
export type { EventFact, Fact, IdentityFact, InteractionFact, Outcome, ResponseFact } from './facts.ts';
export { readExportsOf } from './formats/recognise.ts';
export { holder, isGone } from './holder.ts';
export { receiveUpload } from './imports/uploads.ts';
export { internKinds } from './kinds.ts';
export { screenAll } from './known.ts';
export { type Bounce, type BouncedRecipient, parseBounce } from './mailIn/bounce.ts';
export { rawIncoming } from './mailIn/incoming.ts';
export { readMailWith, takeOut } from './mailIn/mail.ts';
export { replyAddressFor } from './mailIn/mailboxes.ts';
export type { MailReply, TakeReply } from './mailIn/reply.ts';
export { mailThrough } from './mailIn/server.ts';
export { pullWith } from './pull/drivers.ts';
export { lateToTell, noteTold, tendRhythms } from './quality/late.ts';
export { type Grid, readGrid } from './read/grid.ts';
export { metricIds, noteReceived, type SourceRef, sourceOf } from './received.ts';
export { type Round, rounds } from './rounds.ts';
export { ensureSource, source, sourceIdOf } from './sources.ts';
export { type CountedBefore, isWorthRepeating, type StoredFact, store } from './store.ts';
export type { Intake, TakeIn } from './takeIn.ts';
