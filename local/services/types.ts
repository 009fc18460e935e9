/**
 * What the AWS services of the laptop look like from outside: `startAwsServices(options)` in `aws-endpoint.ts` takes
 * `AwsServicesOptions` and gives `AwsServices`. One HTTP address (`AWS_ENDPOINT_URL`) stands for DynamoDB, DynamoDB
 * Streams, SQS, S3, Cognito user pools, EventBridge and SES v2. What exists behind it is what the synthesized templates
 * declare: hand over every resource with its properties resolved, the services pick those that they know.
 *
 * `names.ts` says what `Ref` and `Fn::GetAtt` give for each of these resources; a template is resolved with it first.
 */

import type { PushService } from './messages/push-service.ts';

/** Where the local account pretends to be. `endpointUrl` has no trailing slash: `http://127.0.0.1:4566`. */
export interface Place {
  readonly region: string;
  readonly accountId: string;
  readonly endpointUrl: string;
}

/** One resource of a synthesized template, its intrinsic functions already replaced by values. */
export interface Resource {
  /** The stack's name; with the logical id it makes stable ids for what the template leaves unnamed. */
  readonly stack: string;
  readonly logicalId: string;
  /** `AWS::SQS::Queue` and so on; types that no service knows are ignored. */
  readonly type: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** One statement of an identity policy, as in a template. */
export interface Statement {
  readonly Sid?: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Action?: string | readonly string[];
  readonly NotAction?: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly NotResource?: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, ConditionValue>>>>;
}

export type ConditionValue = string | boolean | number | readonly (string | boolean | number)[];

/** What one function may do: the statements of its role. */
export interface FunctionPolicy {
  readonly functionName: string;
  readonly statements: readonly Statement[];
}

/** By access key, which is the caller's identity: each function has its own. All share `LOCAL_SECRET`. */
export type Policies = ReadonlyMap<string, FunctionPolicy>;

/** The instant that the local cloud takes for now is the machine's plus this many milliseconds. */
export interface ShiftedClock {
  offsetMs(): number;
}

export interface AwsServicesOptions {
  /** Where state is kept between runs; without it all of it lives in memory and dies with the process. */
  readonly dataDir?: string;
  /** TCP ports on loopback; 0 takes a free one. */
  readonly ports: { readonly endpoint: number; readonly dynamodb: number };
  readonly region: string;
  readonly accountId: string;
  readonly clock: ShiftedClock;
  /** Takes an event to one target of a matching rule; a rejection is tried again twice, then logged. */
  readonly deliver: DeliverToTarget;
  /** Runs a function for one that asks Lambda to, and waits for it. @throws Error when there is none of this name */
  readonly invoke: (functionName: string, event: unknown) => Promise<Invoked>;
  /** Has a function run for one that does not wait, as often as its attempts allow. */
  readonly invokeLater: (functionName: string, event: unknown) => void;
  /** Called once per refusal with the whole sentence that the caller got: for the terminal. */
  readonly onRefusal?: (message: string) => void;
  /** Told of faults that no caller hears about, such as an event that could not be delivered. */
  readonly onFault?: (message: string, cause: unknown) => void;
}

export interface AwsServices {
  /** The address for `AWS_ENDPOINT_URL`, without trailing slash. */
  readonly url: string;
  readonly place: Place;
  readonly inbox: Inbox;
  readonly push: PushService;
  readonly bus: EventBus;
  readonly userPools: UserPools;
  readonly queues: Queues;
  readonly counters: Counters;
  /** Says who may do what. Callers with an access key that is not among them are refused, except the admin. */
  setPolicies(policies: Policies): void;
  /** Creates what is new, gives queues and pools new settings, and replaces all rules by those among the resources. */
  addResources(resources: readonly Resource[]): Promise<void>;
  /** Called after each successful write, with the tables it wrote to. Returns how to stop listening. */
  onTableWrite(listener: (tableName: string) => void): () => void;
  /** Called after each successful sending, with the queue's URL. Returns how to stop listening. */
  onQueueSend(listener: (queueUrl: string) => void): () => void;
  /** Reads a table's stream into a function; starts at once. See `streams.ts`. */
  readStream(options: StreamOptions): StreamReader;
  /** Stops listening, flushes what is kept, ends the DynamoDB process. Safe to call twice. */
  stop(): Promise<void>;
}

/** The queues as the local cloud itself uses them. A queue that does not exist throws. */
export interface Queues {
  send(queueArn: string, body: string): void;
  /**
   * What is visible now, as a function gets it, hidden from then on for these seconds or the queue's own timeout. What
   * was received too often goes to the dead-letter queue instead.
   */
  receive(queueArn: string, max: number, visibilitySeconds?: number): SQSRecord[];
  delete(queueArn: string, receiptHandles: readonly string[]): void;
  /** Makes received messages visible again at once. */
  release(queueArn: string, receiptHandles: readonly string[]): void;
  /** Messages that are visible, delayed, or received and not yet deleted. */
  count(queueArn: string): number;
}

/** An EventBridge event as a target gets it. */
export interface BusEvent {
  readonly version: '0';
  readonly id: string;
  readonly source: string;
  readonly account: string;
  readonly time: string;
  readonly region: string;
  readonly resources: readonly string[];
  readonly 'detail-type': string;
  readonly detail: unknown;
}

/** A target of a rule, as in `AWS::Events::Rule`. */
export interface RuleTarget {
  readonly Id: string;
  readonly Arn: string;
  readonly Input?: string;
  readonly InputPath?: string;
  readonly InputTransformer?: {
    readonly InputPathsMap?: Readonly<Record<string, string>>;
    readonly InputTemplate: string;
  };
  readonly DeadLetterConfig?: { readonly Arn?: string };
  readonly RetryPolicy?: { readonly MaximumRetryAttempts?: number; readonly MaximumEventAgeInSeconds?: number };
}

/** What came of a run that somebody waited for. */
export type Invoked = { readonly ok: true; readonly result: unknown } | {
  readonly ok: false;
  readonly error: object;
};

export type DeliverToTarget = (targetArn: string, event: BusEvent, target: RuleTarget) => Promise<void>;

export interface EventBus {
  /** Publishes as a caller of PutEvents would; returns the events' ids, in order. Delivery goes on after it returns. */
  put(entries: readonly PutEventsEntry[]): string[];
  /** Resolves once every delivery under way has ended, well or not. */
  idle(): Promise<void>;
}

export interface PutEventsEntry {
  readonly Source?: string;
  readonly DetailType?: string;
  readonly Detail?: string;
  readonly EventBusName?: string;
  readonly Resources?: readonly string[];
  readonly Time?: number | string;
}

/** A code, a mail, a text message or a push that would have left the platform. */
export interface InboxMessage {
  readonly id: string;
  /** ISO 8601, by the shifted clock. */
  readonly at: string;
  readonly channel: 'email' | 'sms' | 'push';
  readonly to: string;
  readonly from?: string;
  readonly subject?: string;
  readonly text: string;
  readonly html?: string;
  /** The one-time code or temporary password in it, if it carries one. */
  readonly code?: string;
  /** Why it was sent: `SignUp`, `ResendCode`, `ForgotPassword`, `AdminCreateUser`, `SendEmail`,
   * `SendTextMessage`, `Push`. */
  readonly kind: string;
}

export interface InboxQuery {
  readonly to?: string;
  readonly kind?: string;
  /** Only messages after the one with this id. */
  readonly after?: string;
}

export interface Inbox {
  add(message: Omit<InboxMessage, 'id' | 'at'>): InboxMessage;
  /** Newest first. */
  list(query?: InboxQuery): InboxMessage[];
  /** The newest message that fits, now or as soon as it comes; rejects after `timeoutMs` (default 5000). */
  waitFor(query: InboxQuery, timeoutMs?: number): Promise<InboxMessage>;
  clear(): void;
  /** The page a person reads, complete HTML. */
  page(query?: InboxQuery): string;
}

export interface UserPools {
  /** The keys that tokens are signed with, as a JSON Web Key Set; for an authorizer. The same for every pool. */
  readonly jwks: { readonly keys: readonly Readonly<Record<string, string>>[] };
  /** `iss` of the pool's tokens, which is what a JWT authorizer's template names. */
  issuer(userPoolId: string): string;
  /** Runs one Cognito operation (`SignUp`, `AdminGetUser`, ...); rejects with `CognitoProblem`. */
  call(operation: string, input: Readonly<Record<string, unknown>>): Promise<unknown>;
}

/** A message as a Lambda function gets it. */
export type SQSRecord = import('aws-lambda').SQSRecord;

/** One record of a table's stream as a Lambda function gets it. */
export type StreamRecord = import('aws-lambda').DynamoDBRecord;

export interface StreamOptions {
  readonly tableName: string;
  /** Names the checkpoint, so that two readers of one table do not share it: the mapping's logical id. */
  readonly reader: string;
  /** Records to a call at most; AWS's default is 100. */
  readonly batchSize?: number;
  /** Event patterns; a record is delivered when one of them fits (FilterCriteria.Filters[].Pattern, parsed). */
  readonly filters?: readonly EventPattern[];
  /** A rejection or a named failure makes the records from there on come again, with backoff and in order. */
  readonly deliver: (records: StreamRecord[]) => Promise<{ batchItemFailures?: { itemIdentifier: string }[] } | void>;
}

export interface StreamReader {
  /** Resolves when every write made before the call has been delivered. */
  idle(): Promise<void>;
  /** Ends after the delivery under way. */
  stop(): Promise<void>;
}

export type EventPattern = Readonly<Record<string, unknown>>;

/** What was asked of each service, by function (`admin` for the local cloud itself). */
export interface Counters {
  snapshot(): readonly CounterRow[];
  reset(): void;
}

export interface CounterRow {
  readonly functionName: string;
  readonly service: string;
  readonly operation: string;
  readonly requests: number;
  readonly refused: number;
  /** DynamoDB's capacity units, summed from the answers that state them. */
  readonly capacityUnits: number;
}

/** The local cloud's own key, which every service obeys. Functions never get it. */
export const ADMIN_ACCESS_KEY = 'LOCALADMIN';
/** Signs every local request; presigned addresses and forms are verified against it. */
export const LOCAL_SECRET = 'local-secret';
