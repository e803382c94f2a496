import { z } from 'zod';

/** Shapes of what lies on the desk; the pages read the same. */
export const CaseFile = z
  .object({ id: z.uuid(), name: z.string(), type: z.string(), bytes: z.int() })
  .meta({ id: 'CaseFile' });
export type CaseFile = z.infer<typeof CaseFile>;

/** One note, action or message. */
export const MOST_FILES = 10;
export const fileIds = z.array(z.uuid()).max(MOST_FILES, `At most ${MOST_FILES} files at once.`).default([]);

export const NoteInput = z.object({
  text: z.string().trim().min(1).max(10_000),
  /** Whom it should reach; their names stand in the text after “@”. */
  mentions: z.array(z.uuid()).max(20).default([]),
  files: fileIds,
});
export type NoteInput = z.input<typeof NoteInput>;
export const NoteChange = NoteInput.omit({ files: true });
export const NoteVersions = z.object({
  items: z.array(z.object({ number: z.int(), text: z.string(), replacedAt: z.date() })),
  next: z.null(),
});

export const draftKinds = ['note', 'action', 'email', 'told'] as const;
export type DraftKind = (typeof draftKinds)[number];

export const DraftContent = z.strictObject({
  text: z.string().max(20_000).optional(),
  subject: z.string().max(300).optional(),
  language: z.enum(['en', 'de']).optional(),
  mentions: z
    .array(z.object({ id: z.uuid(), name: z.string().max(200) }))
    .max(20)
    .optional(),
  files: z.array(CaseFile).max(MOST_FILES).optional(),
  /** Entries of the library that were put in. */
  library: z.array(z.uuid()).max(20).optional(),
});
export type DraftContent = z.infer<typeof DraftContent>;

export const Draft = z
  .object({
    kind: z.enum(draftKinds),
    content: DraftContent,
    revision: z.int(),
    changedAt: z.date(),
    setAside: DraftContent.nullable().describe('What another device had when this one was chosen.'),
  })
  .meta({ id: 'KeptDraft' });
export type Draft = z.infer<typeof Draft>;
export const Drafts = z.object({ items: z.array(Draft), next: z.null() });

export const DraftInput = z.object({
  content: DraftContent,
  /** The one this was written on; 0: there was none. */
  revision: z.int().min(0),
  /** Takes the place of what another device kept meanwhile; that one is set aside. */
  over: z.boolean().default(false),
});
export type DraftInput = z.infer<typeof DraftInput>;
