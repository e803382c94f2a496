import type { Actor } from '../platform/access.ts';
import type { Platform } from '../platform/platform.ts';
import type { TakeReply } from './mailIn/reply.ts';
import type { TakeIn } from './takeIn.ts';

/**
 * What this room needs of those after it, handed over by the wiring: the loop, and for recipes the verbs that
 * set up what their facts refer to. Each `define…` makes the thing or leaves it as people have changed it since.
 */
export interface Rooms {
  takeIn: TakeIn;
  /** An answer to a mail of ours is offered to the room that sent it before it becomes feedback. */
  takeReply: TakeReply;
  defineDimension(platform: Platform, actor: Actor, dimension: { key: string; name: string }): Promise<void>;
  defineMetric(
    platform: Platform,
    actor: Actor,
    metric: Record<string, unknown> & { key: string },
  ): Promise<void>;
  defineJourney(platform: Platform, actor: Actor, yaml: string): Promise<void>;
  defineCaseRule(
    platform: Platform,
    actor: Actor,
    rule: Record<string, unknown> & { key: string },
  ): Promise<void>;
}
