import { z } from 'zod';
import { type Route, route } from '../../platform/http/route.ts';
import type { Platform } from '../../platform/platform.ts';
import { View, ViewChange, ViewInput, ViewOrder, Views } from './view.ts';
import { arrangeViews, changeView, listViews, removeView, saveView } from './views.ts';

const params = z.object({ viewId: z.uuid() });

/** How somebody arranges the list for themselves is no right of its own: whoever reads cases may. */
export function viewRoutes(platform: Platform): Route[] {
  return [
    route(
      'get',
      '/case-views',
      'case:read',
      { summary: 'My saved views of the inbox and my team’s, with how much is in each.', answers: Views },
      ({ actor }) => listViews(platform, actor),
    ),
    route(
      'post',
      '/case-views',
      'signed-in',
      { summary: 'Save a view.', body: ViewInput, answers: View, status: 201 },
      ({ body, actor }) => saveView(platform, actor, body),
    ),
    route(
      'put',
      '/case-views/order',
      'signed-in',
      { summary: 'The order of my views, and which stands there first.', body: ViewOrder, answers: Views },
      async ({ body, actor }) => {
        await arrangeViews(platform, actor, body);
        return listViews(platform, actor);
      },
    ),
    route(
      'patch',
      '/case-views/:viewId',
      'signed-in',
      { summary: 'Change a view.', params, body: ViewChange, answers: View },
      ({ params, body, actor }) => changeView(platform, actor, params.viewId, body),
    ),
    route(
      'delete',
      '/case-views/:viewId',
      'signed-in',
      { summary: 'Remove a view; the cases in it stay.', params },
      ({ params, actor }) => removeView(platform, actor, params.viewId),
    ),
  ];
}
