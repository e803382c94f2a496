import type { Actor } from '../access.ts';

/** What travels with a request inside the server. */
export interface Env {
  Bindings: {
    /** Set only by a caller in this process (the command line, tests); nothing from the network reaches it. */
    actor?: Actor;
    incoming?: { socket?: { remoteAddress?: string } };
  };
  Variables: {
    requestId: string;
    /** Headers every answer has, this request's number among them. */
    standing: Record<string, string>;
    /** The answer has them already, and is too short to be compressed. */
    complete?: boolean;
    /** The route as registered, for metrics and the log; absent for pages and files. */
    route?: string;
    address: string;
    /** Looks up who is asking, once per request; undefined: nobody signed in. */
    actorOf: () => Promise<Actor | undefined>;
    /** Looks it up anew, for answers that go on for hours: undefined once the session or key has ended. */
    actorNow: () => Promise<Actor | undefined>;
    /** The session behind the actor, when it came by cookie. */
    sessionId?: string;
    freshLink?: boolean;
  };
}
