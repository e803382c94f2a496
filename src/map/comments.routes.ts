import { z } from 'zod';
import { type Route, route } from '../platform/http/route.ts';
import type { Platform } from '../platform/platform.ts';
import * as shape from './comment.ts';
import { addComment, journeyComments, myMentions, seeMentions, settleComment } from './map.ts';
import { JourneyKey } from './shapes.ts';

const CommentId = z.object({ commentId: z.uuid() });

export function commentRoutes(platform: Platform): Route[] {
  return [
    route(
      'get',
      '/journeys/:key/comments',
      'journey:read',
      {
        summary: 'What people say about a map, oldest first.',
        params: JourneyKey,
        answers: shape.CommentList,
      },
      async ({ params, actor }) => ({
        items: await journeyComments(platform, actor, params.key),
        next: null,
      }),
    ),
    route(
      'post',
      '/journeys/:key/comments',
      'journey:comment',
      {
        summary: 'Comment on a journey, phase, touchpoint or note; who is mentioned gets a mail.',
        params: JourneyKey,
        body: shape.CommentInput,
        answers: shape.Comment,
        status: 201,
      },
      ({ params, body, actor }) => addComment(platform, actor, params.key, body),
    ),
    route(
      'put',
      '/comments/:commentId/settling',
      'journey:comment',
      {
        summary: 'Settle a thread, or take it up again.',
        params: CommentId,
        body: shape.SettlingInput,
        answers: shape.Comment,
      },
      ({ params, body, actor }) => settleComment(platform, actor, params.commentId, body.settled),
    ),
    route(
      'get',
      '/me/mentions',
      'signed-in',
      { summary: 'Where you were mentioned, the newest first.', answers: shape.MentionList },
      async ({ actor }) => ({ items: await myMentions(platform, actor), next: null }),
    ),
    route(
      'post',
      '/me/mentions/seen',
      'signed-in',
      { summary: 'Say that you have seen your mentions.' },
      ({ actor }) => seeMentions(platform, actor),
    ),
  ];
}
