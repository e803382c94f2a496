import { z } from 'zod';
import { route } from '../../platform/http/route.ts';
import type { Platform } from '../../platform/platform.ts';
import { CaseDetail } from '../case.ts';
import { caseDetail } from '../detail.ts';
import { replyAttachment } from '../reply.ts';
import { Worked, workedBefore } from '../worked/worked.ts';
import { bringFile, removeFile, takeFile } from './attach.ts';
import { keepDraft, keptDrafts, throwDraftAway } from './drafts.ts';
import { earlierWords, rewriteNote } from './notes.ts';
import { CaseFile, Draft, DraftInput, Drafts, draftKinds, NoteChange, NoteVersions } from './shapes.ts';

const ofCase = z.object({ caseId: z.uuid() });
const file = ofCase.extend({ fileId: z.uuid() });
const note = ofCase.extend({ noteId: z.uuid() });
const draft = ofCase.extend({ kind: z.enum(draftKinds) });
const attachment = ofCase.extend({ messageId: z.uuid(), index: z.coerce.number().int().min(0).max(99) });
const produces = ['application/octet-stream'];

export function deskRoutes(platform: Platform) {
  return [
    route(
      'post',
      '/cases/:caseId/files',
      'case:work',
      {
        summary: 'Bring a file for a note, an action or a message that is being written, as the raw body.',
        params: ofCase,
        query: z.object({ name: z.string().min(1).max(500) }),
        raw: ['application/octet-stream'],
        // The limit of a file is told by the file itself, in its own words; this one only stops what is far beyond it.
        bodyLimit: 11 * 1024 * 1024,
        answers: CaseFile,
        status: 201,
      },
      ({ params, query, stream, actor }) =>
        bringFile(platform, actor, params.caseId, { name: query.name, body: stream }),
    ),
    route(
      'get',
      '/cases/:caseId/files/:fileId',
      'case:read',
      { summary: 'A file of a case, to be stored.', params: file, produces },
      ({ params, actor }) => takeFile(platform, actor, params.caseId, params.fileId),
    ),
    route(
      'delete',
      '/cases/:caseId/files/:fileId',
      'case:work',
      { summary: 'Take back a file that belongs to nothing yet.', params: file },
      ({ params, actor }) => removeFile(platform, actor, params.caseId, params.fileId),
    ),
    route(
      'get',
      '/cases/:caseId/messages/:messageId/attachments/:index',
      'case:read',
      { summary: 'One thing the customer attached to their mail.', params: attachment, produces },
      ({ params, actor }) => replyAttachment(platform, actor, params),
    ),
    route(
      'patch',
      '/cases/:caseId/notes/:noteId',
      'case:work',
      {
        summary: 'Say it better; what it said before is kept.',
        params: note,
        body: NoteChange,
        answers: CaseDetail,
      },
      async ({ params, body, actor }) => {
        await rewriteNote(platform, actor, params, body);
        return caseDetail(platform, params.caseId);
      },
    ),
    route(
      'get',
      '/cases/:caseId/notes/:noteId/versions',
      'case:read',
      { summary: 'What a note said before, the last first.', params: note, answers: NoteVersions },
      ({ params, actor }) => earlierWords(platform, actor, params),
    ),
    route(
      'get',
      '/cases/:caseId/drafts',
      'case:work',
      { summary: 'What you were writing here, on whatever device.', params: ofCase, answers: Drafts },
      async ({ params, actor }) => ({ items: await keptDrafts(platform, actor, params.caseId), next: null }),
    ),
    route(
      'put',
      '/cases/:caseId/drafts/:kind',
      'case:work',
      { summary: 'Keep what you are writing.', params: draft, body: DraftInput, answers: Draft },
      ({ params, body, actor }) => keepDraft(platform, actor, params, body),
    ),
    route(
      'delete',
      '/cases/:caseId/drafts/:kind',
      'case:work',
      { summary: 'Throw it away.', params: draft },
      ({ params, actor }) => throwDraftAway(platform, actor, params),
    ),
    route(
      'get',
      '/cases/:caseId/worked-before',
      'case:read',
      {
        summary: 'What was done in cases like this one whose customers said it was put right.',
        params: ofCase,
        answers: Worked,
      },
      ({ params, actor }) => workedBefore(platform, actor, params.caseId),
    ),
  ];
}
