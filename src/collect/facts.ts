import { z } from 'zod';

const scalar = z.union([z.string().max(2000), z.number(), z.boolean(), z.null()]);
const attributes = z.record(z.string().min(1).max(100), scalar);
const key = z.string().min(1).max(200);
const exactKey = z.string().min(1).max(200);
const at = z.iso.datetime({ offset: true });

/** A record about somebody, as one source spells them. The same source and key again replaces what was known. */
export const IdentityFact = z.strictObject({
  type: z.literal('identity'),
  key,
  kind: z.enum(['person', 'account']).optional(),
  name: z.string().max(300).nullish(),
  email: z.string().max(320).nullish(),
  phone: z.string().max(60).nullish(),
  /** Key, in the same source, of the account this contact belongs to. */
  account: key.nullish(),
  /** Further exact keys shared between sources, such as a customer number; somebody may have several of one kind. */
  keys: z.record(z.string().min(1).max(40), z.union([exactKey, z.array(exactKey).max(100)])).optional(),
  /** Values under a reporting dimension's key become the slice of later facts. */
  attributes: attributes.optional(),
  at: at.nullish(),
  /** Only what is stated changes; of each part the newest by `at` stands, in whatever order they arrive. Keys add up. */
  partial: z.boolean().optional(),
});

/** Something that happened: an order, a visit, a ticket, a page seen. */
export const InteractionFact = z.strictObject({
  type: z.literal('interaction'),
  key,
  /** The identity's key in the same source; without one the interaction is anonymous. */
  who: key.nullish(),
  kind: z.string().min(1).max(100),
  at,
  touchpoint: z.string().max(100).nullish(),
  value: z.number().nullish(),
  failed: z.boolean().nullish(),
  summary: z.string().max(2000).nullish(),
  dims: z.record(z.string(), z.string().max(200)).optional(),
  attributes: attributes.optional(),
});

/** One answered question: a score, words, or both. */
export const ResponseFact = z.strictObject({
  type: z.literal('response'),
  key,
  who: key.nullish(),
  metric: z.string().min(1).max(100),
  value: z.number().nullish(),
  comment: z.string().max(20_000).nullish(),
  at,
  touchpoint: z.string().max(100).nullish(),
  contactRequested: z.boolean().nullish(),
  dims: z.record(z.string(), z.string().max(200)).optional(),
  attributes: attributes.optional(),
});

export const Fact = z.discriminatedUnion('type', [IdentityFact, InteractionFact, ResponseFact]);

export type IdentityFact = z.infer<typeof IdentityFact>;
export type InteractionFact = z.infer<typeof InteractionFact>;
export type ResponseFact = z.infer<typeof ResponseFact>;
export type Fact = z.infer<typeof Fact>;

/** What became of each fact of a batch, in the batch's order. */
export type Outcome =
  | { outcome: 'accepted' | 'changed' | 'unchanged' }
  /** `erased`: it is about somebody who was erased, so nothing of it may be kept. */
  | { outcome: 'rejected'; reason: string; field?: string; erased?: true };

/** The facts that are counted and placed; identities say who somebody is. */
export type EventFact = InteractionFact | ResponseFact;
