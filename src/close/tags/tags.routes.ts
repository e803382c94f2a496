import { z } from 'zod';
import { type Route, route } from '../../platform/http/route.ts';
import type { Platform } from '../../platform/platform.ts';
import { Tag, TagChange, Tags } from './tag.ts';
import { changeTag, listTags } from './tags.ts';

export function tagRoutes(platform: Platform): Route[] {
  return [
    route(
      'get',
      '/case-tags',
      'case:read',
      { summary: 'Tags that cases can have.', answers: Tags },
      async () => ({ items: await listTags(platform), next: null }),
    ),
    route(
      'patch',
      '/case-tags/:tagId',
      'settings:write',
      {
        summary: 'Rename a tag, or take it out of use.',
        params: z.object({ tagId: z.coerce.number().int().positive() }),
        body: TagChange,
        answers: Tag,
      },
      ({ params, body, actor }) => changeTag(platform, actor, params.tagId, body),
    ),
  ];
}
