import { join } from 'node:path';
import type { Hono } from 'hono';
import { jobs as closeJobs } from './close/close.jobs.ts';
import { routes as closeRoutes } from './close/close.routes.ts';
import {
  addRule,
  caseCounts,
  followUps,
  listCases,
  listRules,
  readNeedsFrom,
  seedRules,
  takeReply,
} from './close/close.ts';
import { logSeams } from './close/seams/greyEvidence.ts';
import { jobs as collectJobs, finishImports as finish, startCollecting } from './collect/collect.jobs.ts';
import { routes as collectRoutes } from './collect/collect.routes.ts';
import { mailThrough, pullWith, readExportsOf, readMailWith, readWebhooksOf } from './collect/collect.ts';
import { conventionDoors } from './collect/conventions/doors.ts';
import type { Rooms } from './collect/rooms.ts';
import { exportFormats } from './connectors/exports.ts';
import { openFolder } from './connectors/mail/imap.ts';
import { attachmentOf, readMimeMail } from './connectors/mail/readMail.ts';
import { startReceiver } from './connectors/mail/smtp.ts';
import { askMysql } from './connectors/sql/mysql.ts';
import { askPostgres } from './connectors/sql/postgres.ts';
import { webhookKinds } from './connectors/webhooks.ts';
import { jobs as governJobs } from './govern/govern.jobs.ts';
import { routes as governRoutes } from './govern/govern.routes.ts';
import { accessRequests } from './govern/openness/waiting.ts';
import { routes as improveRoutes } from './improve/improve.routes.ts';
import { jobs as knowJobs } from './know/know.jobs.ts';
import { routes as knowRoutes } from './know/know.routes.ts';
import { declareDimension, searchCustomers } from './know/know.ts';
import { routes as inviteRoutes } from './listen/invite/invite.routes.ts';
import { jobs as listenJobs } from './listen/listen.jobs.ts';
import { routes as listenRoutes } from './listen/listen.routes.ts';
import { contactChoices, invitationsOf, startAnswers, surveyPages } from './listen/listen.ts';
import { takeIn } from './loop.ts';
import { jobs as mapJobs } from './map/map.jobs.ts';
import { routes as mapRoutes } from './map/map.routes.ts';
import { applyJourney, searchMaps } from './map/map.ts';
import { jobs as measureJobs } from './measure/measure.jobs.ts';
import { routes as measureRoutes } from './measure/measure.routes.ts';
import { declareMetric, type MetricInput, seedMetrics } from './measure/measure.ts';
import { examplePath, exampleReceiver } from './out/exampleReceiver.ts';
import { jobs as outJobs } from './out/out.jobs.ts';
import { routes as outRoutes } from './out/out.routes.ts';
import { jobs as ladderJobs } from './own/ladder.jobs.ts';
import { jobs as ownJobs } from './own/own.jobs.ts';
import { routes as ownRoutes } from './own/own.routes.ts';
import { countEmptySeats, myRounds, readEvidenceFrom, searchPeople } from './own/own.ts';
import { roundJobs } from './own/round.jobs.ts';
import type { Actor } from './platform/access.ts';
import { routes as auditRoutes } from './platform/audit.routes.ts';
import { routes as backupRoutes } from './platform/backup/backup.routes.ts';
import type { Tx } from './platform/database.ts';
import type { Env } from './platform/http/env.ts';
import type { HttpMetrics } from './platform/http/metrics.ts';
import type { RoomRoutes } from './platform/http/route.ts';
import { createServer } from './platform/http/server.ts';
import { webApplication } from './platform/http/static.ts';
import { identifier } from './platform/identify.ts';
import { routes as keyRoutes } from './platform/keys.routes.ts';
import { jobs as liveJobs } from './platform/live/live.jobs.ts';
import { routes as liveRoutes } from './platform/live/live.routes.ts';
import { jobs as mailJobs } from './platform/mail.jobs.ts';
import { routes as mailRoutes } from './platform/mail.routes.ts';
import { type Facets, type Found, routes as meRoutes } from './platform/me.routes.ts';
import { jobs as noticeJobs } from './platform/notices/notices.jobs.ts';
import { routes as noticeRoutes } from './platform/notices/notices.routes.ts';
import type { Platform } from './platform/platform.ts';
import { routes as settingsRoutes } from './platform/settings.routes.ts';
import { readOrganisation } from './platform/settings.ts';
import { landing } from './platform/signIn/landing.ts';
import { routes as sessionRoutes } from './platform/signIn/session.routes.ts';
import { jobs as signInJobs } from './platform/signIn/signIn.jobs.ts';
import { jobs as upkeepJobs } from './platform/upkeep.jobs.ts';
import { followUpRoutes } from './public/followUp.routes.ts';
import { preferenceRoutes } from './public/preferences.routes.ts';
import { previewSurvey } from './public/survey/preview.ts';
import { surveyRoutes } from './public/survey/survey.routes.ts';

/** Everything that runs without being asked. Before the queue starts. */
export function registerJobs(platform: Platform): void {
  mailJobs(platform);
  liveJobs(platform);
  noticeJobs(platform);
  upkeepJobs(platform);
  signInJobs(platform);
  collectJobs(platform, laterRooms);
  knowJobs(platform);
  mapJobs(platform);
  ownJobs(platform);
  roundJobs(platform);
  ladderJobs(platform);
  measureJobs(platform);
  listenJobs(platform);
  closeJobs(platform);
  outJobs(platform);
  governJobs(platform);
  readEvidenceFrom(logSeams);
  readNeedsFrom(accessRequests);
  readExportsOf(exportFormats);
  pullWith({ postgres: askPostgres, mysql: askMysql });
  readWebhooksOf(webhookKinds);
  readMailWith(readMimeMail, attachmentOf);
  mailThrough({ openFolder, startReceiver });
}

const stops = new WeakMap<Platform, () => Promise<void>>();

/** After the queue takes up work: goes on with what an earlier process left. */
export async function startJobs(platform: Platform): Promise<void> {
  const collecting = await startCollecting(platform, laterRooms);
  const answers = await startAnswers(platform, takeIn);
  stops.set(platform, async () => {
    await answers();
    await collecting();
  });
}

/** The process is about to end: long jobs stop at the next batch and go on at the next start. */
export async function stopJobs(platform: Platform): Promise<void> {
  await stops.get(platform)?.();
}

/** Imports that wait are taken in at once, where nobody else works: for whoever makes a company before serving it. */
export function finishImports(platform: Platform): Promise<void> {
  return finish(platform, laterRooms);
}

/** Every route of the interface, in the loop's order. */
export function roomsOf(platform: Platform): RoomRoutes[] {
  return [
    sessionRoutes(platform, furnish),
    meRoutes(platform, facets(platform)),
    liveRoutes(platform),
    noticeRoutes(platform),
    collectRoutes(platform),
    knowRoutes(platform),
    mapRoutes(platform),
    ownRoutes(platform),
    measureRoutes(platform),
    listenRoutes(platform, {
      takeIn,
      preview: async (input) => previewSurvey((await readOrganisation(platform.db)).name, input),
    }),
    inviteRoutes(platform, takeIn),
    closeRoutes(platform),
    improveRoutes(platform),
    governRoutes(platform),
    outRoutes(platform),
    keyRoutes(platform),
    mailRoutes(platform),
    auditRoutes(platform),
    settingsRoutes(platform),
    backupRoutes(platform),
  ];
}

export interface AppParts {
  /** The local operator's token, while a server holds the data folder. */
  operatorToken?: string;
  metrics?: HttpMetrics;
}

/** The only wiring: platform + rooms + pages. No socket yet: `app.request()` runs it in this process. */
export function buildApp(platform: Platform, parts: AppParts = {}): Hono<Env> {
  return createServer(platform, {
    rooms: roomsOf(platform),
    identify: identifier(parts.operatorToken),
    metrics: parts.metrics,
    pages: (app) => {
      landing(app, platform);
      conventionDoors(app, platform);
      if (platform.config.demo) app.route(examplePath, exampleReceiver(platform));
      app.route('/s', surveyRoutes(surveyPages(platform, invitationsOf(platform))));
      app.route('/p', followUpRoutes(followUps(platform)));
      app.route('/p', preferenceRoutes(contactChoices(platform)));
      webApplication(app, join(import.meta.dirname, '../dist/web'));
    },
  });
}

/** What a new organisation finds in place: the usual questions and the rules that open cases. All can be changed. */
async function furnish(tx: Tx, platform: Platform): Promise<void> {
  await seedMetrics(tx, platform);
  await seedRules(tx, platform);
}

/** What collecting needs of the rooms after it. */
const laterRooms: Rooms = {
  takeIn,
  takeReply,
  defineDimension: (platform, _actor, dimension) => declareDimension(platform.db, dimension),
  async defineMetric(platform, actor, metric) {
    await declareMetric(platform, actor, metric as unknown as MetricInput);
  },
  async defineJourney(platform, actor, yaml) {
    await applyJourney(platform, actor, yaml);
  },
  async defineCaseRule(platform, actor, rule) {
    const there = await listRules(platform);
    const known = there.some(({ key }) => key === rule.key);
    // A rule people have changed since stays as they left it.
    if (!known) await addRule(platform, actor, rule as Parameters<typeof addRule>[2]);
  },
};

/** What the rooms give to the side bar and the finder. */
function facets(platform: Platform): Facets {
  const sees = (actor: Actor, permission: 'case:read' | 'customer:read' | 'ownership:read') =>
    actor.permissions.has(permission);
  return {
    counts: {
      home: async (actor) => {
        const asked = (await myRounds(platform, actor)).length;
        if (!sees(actor, 'case:read')) return asked;
        const { overdue, offered } = await caseCounts(platform, actor);
        return overdue + offered + asked;
      },
      inbox: async (actor) => (sees(actor, 'case:read') ? (await caseCounts(platform, actor)).mine : 0),
      ownership: async (actor) => (sees(actor, 'ownership:read') ? countEmptySeats(platform, actor) : 0),
    },
    search: [
      (actor, q, limit) => customersFound(platform, actor, q, limit),
      (actor, q, limit) => casesFound(platform, actor, q, limit),
      (actor, q, limit) => searchMaps(platform, actor, q, limit),
      (actor, q, limit) => searchPeople(platform, actor, q, limit),
    ],
  };
}

async function customersFound(platform: Platform, actor: Actor, q: string, limit: number): Promise<Found[]> {
  if (!actor.permissions.has('customer:read')) return [];
  const { items } = await searchCustomers(platform, { q, limit });
  return items.map((one) => ({
    kind: 'customer',
    id: one.id,
    title: one.name ?? one.email ?? one.id,
    ...(one.email ? { subtitle: one.email } : {}),
    href: `/customers/${one.id}`,
  }));
}

async function casesFound(platform: Platform, actor: Actor, q: string, limit: number): Promise<Found[]> {
  if (!actor.permissions.has('case:read')) return [];
  const { items } = await listCases(platform, actor, { q, limit, sort: 'due', format: 'json' });
  return items.map((one) => ({
    kind: 'case',
    id: one.id,
    title: `#${one.number} ${one.customer.name ?? ''}`.trim(),
    subtitle: one.reason,
    href: `/inbox/${one.id}`,
  }));
}
