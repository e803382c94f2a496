import { z } from 'zod';
import { route } from '../../platform/http/route.ts';
import type { Platform } from '../../platform/platform.ts';
import { EntryChange, EntryInput, Filled, Library, LibraryEntry, LibraryQuery, Versions } from './entry.ts';
import { fillFor, noteUse } from './filled.ts';
import {
  approveEntry,
  entryVersions,
  libraryEntry,
  listLibrary,
  restoreEntry,
  retireEntry,
  returnEntry,
  reviewEntry,
  rewriteEntry,
  submitEntry,
  suggestFor,
  writeEntry,
} from './library.ts';

const params = z.object({ entryId: z.uuid() });
const ofCase = z.object({ caseId: z.uuid() });
const Why = z.object({ why: z.string().trim().min(3, 'Say why, in a few words.').max(1000) });
const Review = z.object({ reviewBy: z.iso.date() });
const fillIn = z.object({ case: z.uuid(), language: z.enum(['en', 'de']).optional() });
const answers = LibraryEntry;

export function libraryRoutes(platform: Platform) {
  return [
    route(
      'get',
      '/library',
      'library:read',
      {
        summary: 'How to solve it, and how to say it: the newest first.',
        query: LibraryQuery,
        answers: Library,
      },
      ({ query, actor }) => listLibrary(platform, actor, query),
    ),
    route(
      'post',
      '/library',
      'library:write',
      { summary: 'Write an article or a message.', body: EntryInput, answers, status: 201 },
      ({ body, actor }) => writeEntry(platform, actor, body),
    ),
    route(
      'get',
      '/library/:entryId',
      'library:read',
      { summary: 'One entry: what is approved, and what waits.', params, answers },
      ({ params, actor }) => libraryEntry(platform, actor, params.entryId),
    ),
    route(
      'get',
      '/library/:entryId/versions',
      'library:read',
      { summary: 'Every version, the newest first.', params, answers: Versions },
      ({ params, actor }) => entryVersions(platform, actor, params.entryId),
    ),
    route(
      'put',
      '/library/:entryId/draft',
      'library:write',
      { summary: 'Write the next version.', params, body: EntryChange, answers },
      ({ params, body, actor }) => rewriteEntry(platform, actor, params.entryId, body),
    ),
    route(
      'post',
      '/library/:entryId/submission',
      'library:write',
      { summary: 'Ask for approval.', params, answers },
      ({ params, actor }) => submitEntry(platform, actor, params.entryId),
    ),
    route(
      'post',
      '/library/:entryId/approval',
      'library:approve',
      { summary: 'Approve what somebody else wrote.', params, answers },
      ({ params, actor }) => approveEntry(platform, actor, params.entryId),
    ),
    route(
      'post',
      '/library/:entryId/return',
      'library:approve',
      { summary: 'Give it back, with a reason.', params, body: Why, answers },
      ({ params, body, actor }) => returnEntry(platform, actor, params.entryId, body.why),
    ),
    route(
      'post',
      '/library/:entryId/retirement',
      'library:approve',
      { summary: 'Take it out of use.', params, body: Why, answers },
      ({ params, body, actor }) => retireEntry(platform, actor, params.entryId, body.why),
    ),
    route(
      'delete',
      '/library/:entryId/retirement',
      'library:approve',
      { summary: 'Put it back into use.', params, answers },
      ({ params, actor }) => restoreEntry(platform, actor, params.entryId),
    ),
    route(
      'post',
      '/library/:entryId/review',
      'library:write',
      { summary: 'Say that it is still right, and until when.', params, body: Review, answers },
      ({ params, body, actor }) => reviewEntry(platform, actor, params.entryId, body.reviewBy),
    ),
    route(
      'get',
      '/library/:entryId/filled',
      'case:work',
      { summary: 'A message with what a case knows put in.', params, query: fillIn, answers: Filled },
      ({ params, query, actor }) =>
        fillFor(platform, actor, params.entryId, { caseId: query.case, language: query.language }),
    ),
    route(
      'get',
      '/cases/:caseId/library',
      'library:read',
      {
        summary: 'What may help in this case, by its touchpoint and its words.',
        params: ofCase,
        answers: Library,
      },
      async ({ params, actor }) => ({ items: await suggestFor(platform, actor, params.caseId), next: null }),
    ),
    route(
      'post',
      '/cases/:caseId/library/:entryId',
      'case:work',
      { summary: 'Say that it was used here.', params: ofCase.extend(params.shape) },
      ({ params, actor }) => noteUse(platform, actor, params.caseId, params.entryId),
    ),
  ];
}
