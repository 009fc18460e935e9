import * as z from 'zod';
import type { Access } from './access.ts';
import type { CookieDeclaration } from './cookie.ts';
import type { EventDeclaration } from '../events.ts';
import type { FinalCode, ProblemCode } from '../problems.ts';
import type { QueueName } from './queues.ts';

/** Which of the three HTTP APIs an endpoint belongs to. */
export type Audience = z.infer<typeof Audience>;
export const Audience = z.enum(['shop', 'merchant', 'operator']);

/** What an account may be. Deny by default: a use case names those who may call it. */
export type Role = z.infer<typeof Role>;
export const Role = z.enum(['buyer', 'merchant', 'operator', 'reviewer', 'finance', 'support', 'arbitrator', 'admin']);

/** Who may call: signed-in accounts with one of these roles, or anyone at all. */
export type Callers = 'anyone' | readonly [Role, ...Role[]];

/** Who did what to whom is kept; `reason` names the field of the input in which the caller must say why. */
export interface Audited {
  readonly reason?: string;
}

/** For whom a stage reserves concurrency beside the relay: the webhooks of outside systems, and the placing of orders. */
export type ReservedFor = 'hooks' | 'orders';

interface Declaration {
  /** What the use case may read and write: its role is derived from this. */
  readonly touches: readonly Access[];
  /** The events that its changes tell. */
  readonly emits?: readonly EventDeclaration[];
  /** Milliseconds until the run is given up. */
  readonly timeout?: number;
  /** Memory in MB, and with it the share of a CPU. */
  readonly memory?: number;
}

/**
 * What a request is to others, which decides how many one caller may send: it reads, it changes something, it sends a
 * message to whom it names, it costs money outside of the house, or it tries a password or a one-time code.
 */
export type Effort = 'read' | 'command' | 'sends' | 'costs' | 'guesses' | 'codes';

/** Whom a request is about, where those about one person are limited as well. */
export interface Whom {
  /** The person and the network: what one network may do about one person. */
  readonly pair: string;
  /** The person, where nothing says that the request is his: what all such networks together may do about him. */
  readonly target: string | undefined;
}

export interface EndpointContract extends Declaration {
  readonly door: 'endpoint';
  readonly summary: string;
  /** `POST /v1/orders/{orderId}/cancel` */
  readonly route: string;
  readonly audience: Audience;
  readonly callers: Callers;
  readonly idempotent: boolean;
  readonly input: z.ZodObject;
  readonly answer: { readonly status: number; readonly schema: z.ZodType };
  readonly problems: readonly ProblemCode[];
  /** Whether each call leaves a record in the audit trail, and which field of the input says why. */
  readonly audited?: Audited;
  /** Decides how many requests are served; none where a signature says who calls. */
  readonly effort?: Effort | undefined;
  /** Whom a request is about, where that is limited as well: to whom a code goes. */
  readonly target?: (input: never, source: string) => Promise<Whom>;
  /** What it keeps in the browser that asks. */
  readonly cookie?: CookieDeclaration | undefined;
  /** Bytes of body that are read at all. */
  readonly maxBody: number;
  /** Seconds for which anyone may cache the answer. */
  readonly cache?: number;
  /** What is reserved for it, so that nothing else can use up the functions that it needs. */
  readonly reserved?: ReservedFor;
}

/** An endpoint's contract with the types of what goes in and comes out, for the typed client. */
export interface TypedEndpoint<I extends z.ZodObject, A extends z.ZodType> extends EndpointContract {
  readonly input: I;
  readonly answer: { readonly status: number; readonly schema: A };
}

export interface SubscriberContract extends Declaration {
  readonly door: 'subscriber';
  readonly summary: string;
  readonly on: readonly EventDeclaration[];
  /** The problems after which nothing is left to be done. Any other is an error: tried again, then parked. */
  readonly final: readonly FinalCode[];
  /** Runs at the same time, at the most, where the stage reserves concurrency. */
  readonly concurrency: number;
}

export interface JobContract extends Declaration {
  readonly door: 'job';
  readonly summary: string;
  /** Where its messages wait, with those of other jobs that have the same neighbour. */
  readonly queue: QueueName;
  /** Events that go straight to its queue, or none: then other use cases send to it. */
  readonly on: readonly EventDeclaration[];
  /** The problems after which nothing is left to be done. Any other is an error: tried again, then parked. */
  readonly final: readonly FinalCode[];
  readonly message: z.ZodType;
}

/** Takes the messages of all queues to their jobs: the one function that the queues call. */
export interface DispatcherContract extends Declaration {
  readonly door: 'dispatcher';
  readonly summary: string;
}

export interface DeadlineContract extends Declaration {
  readonly door: 'deadline';
  readonly summary: string;
  readonly payload: z.ZodType;
  /** The problems after which nothing is left to be done. Any other is an error: tried again, then parked. */
  readonly final: readonly FinalCode[];
  /** Runs at the same time, at the most, where the stage reserves concurrency. */
  readonly concurrency: number;
}

export interface ScheduleContract extends Declaration {
  readonly door: 'schedule';
  readonly summary: string;
  /** An EventBridge Scheduler expression: `rate(1 minute)`, `cron(0 2 * * ? *)`. */
  readonly expression: string;
  /** Whether the stage may have it run several times side by side, each with a share of the work. */
  readonly inLanes: boolean;
}

/** The relay of facts from the table's stream to the bus: the one function that reads the stream. */
export interface StreamContract extends Declaration {
  readonly door: 'stream';
  readonly summary: string;
  /** Only inserted items whose sort key starts so are delivered. */
  readonly sortKeyPrefix: string;
}

/** What a service of AWS tells about our account on the account's own bus: that a mail has bounced, for instance. */
export interface ReportContract extends Declaration {
  readonly door: 'report';
  readonly summary: string;
  /** `aws.ses` */
  readonly source: string;
  readonly kinds: readonly string[];
  readonly detail: z.ZodType;
  /** Runs at the same time, at the most, where the stage reserves concurrency. */
  readonly concurrency: number;
}

/** Renders the public pages of the shop, out of what the endpoints answer that they show. */
export interface RendererContract extends Declaration {
  readonly door: 'renderer';
  readonly summary: string;
}

export type Contract =
  | EndpointContract
  | RendererContract
  | SubscriberContract
  | JobContract
  | DispatcherContract
  | DeadlineContract
  | ScheduleContract
  | StreamContract
  | ReportContract;
