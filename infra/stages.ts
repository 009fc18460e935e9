/** What differs between deployments, and nothing else. Whatever costs money while nobody buys is a choice made here. */
import type { PlainSetting } from '../shared/kernel/doors/access.ts';
import type { Audience, ReservedFor } from '../shared/kernel/doors/contract.ts';

interface Range {
  readonly min: number;
  readonly max: number;
}

export interface Stage {
  readonly name: string;
  /** The time zone of the business day: of settlements, statements, exports and the ledger, and of recurring work. */
  readonly zone: string;
  /**
   * On demand costs nothing while idle; provisioned capacity scales itself within bounds and is cheaper under steady
   * load.
   */
  readonly capacity:
    | { readonly billing: 'on-demand' }
    | { readonly billing: 'provisioned'; readonly read: Range; readonly write: Range; readonly targetPercent: number };
  /**
   * Over how many partitions each list is spread that everybody writes to: every count that has been in force, the
   * present one last, each a power of two up to 256. To change it, deploy the new count before the present one first, so
   * that all look there, and then after it, so that all put things there (docs/decisions/sharded-lists.md).
   */
  readonly shards: readonly [number, ...number[]];
  /** What runs side by side: sweeps of the due index, and for each shard of the table's stream, relays (1 to 10). */
  readonly lanes: { readonly sweep: number; readonly relay: number };
  /**
   * Functions that run at the same time. What is reserved is both kept for a function and its limit, and is taken out of
   * the account's pool even while it is idle; AWS leaves at least 100 unreserved. A new account has ten in all and can
   * reserve none. Then nothing is kept apart, and background work has no limit of its own.
   */
  readonly concurrency?: {
    /** The account's quota: to be asked for before the stage is deployed. */
    readonly account: number;
    readonly relay: number;
    /** For each of these functions; the background has what its contracts say. */
    readonly reserved: Readonly<Record<ReservedFor, number>>;
  };
  /** Everything is encrypted at rest either way. A key of one's own adds control over it, and a monthly price. */
  readonly encryption: 'aws-owned' | 'customer-managed';
  /** Keeps table, buckets and users when a stack is deleted, and refuses to delete them. */
  readonly keepData: boolean;
  /** Days that each kind of full backup is kept, beside point-in-time recovery, which is always on. */
  readonly backups?: { readonly daily: number; readonly weekly: number; readonly monthly: number };
  /** Days during which nobody can change or delete a settlement export, not even its owner. */
  readonly exportsLockedDays?: number;
  /**
   * Where what was given up is seen to: by operators in the console, or only by whoever has credentials of the account.
   * Then neither the functions for the console are deployed nor what they may do.
   */
  readonly deadLetters: 'console' | 'command';
  /** Where alarms are sent. Without it there are none: each has a monthly price. */
  readonly alarmMail?: string;
  readonly logs: { readonly level: 'DEBUG' | 'INFO' | 'WARN'; readonly days: 7 | 30 | 90 | 180 | 365 };
  /** Requests per second and in one burst, for each API as a whole. */
  readonly throttle: Readonly<Record<Audience, { readonly rate: number; readonly burst: number }>>;
  /** Other hosts whose pages may call the APIs. */
  readonly origins: readonly string[];
  /**
   * The one host of the three APIs, as `/shop`, `/merchant` and `/operator`, with the ARN of its certificate in this
   * region. Without it each API has an address of its own, and no prefix.
   */
  readonly domain?: { readonly name: string; readonly certificateArn: string };
  /** The host of pages, consoles and APIs together, with the ARN of its certificate in us-east-1. */
  readonly site?: { readonly name: string; readonly certificateArn: string };
  /** The domain that mail is sent from, verified in SES. Without it codes come from Cognito's own address, 50 a day. */
  readonly mailDomain?: string;
  /**
   * Who text messages come from, in AWS End User Messaging: `sender-id/<id>/<country>`, `phone-number/<id>` or
   * `pool/<id>`.
   */
  readonly textSender: string;
  /** Raised when a secret has changed: only then does a deployment read the secrets again. */
  readonly secretsRevision: number;
  /** What contexts ask of a stage, but for secrets: those are read at deployment, from the secret `jishi/<stage>/secrets`. */
  readonly settings: Readonly<Record<PlainSetting, string>>;
}

/** Those of the browsers: Chrome and what is built like it, Firefox, Safari, Edge. */
const pushServices = [
  'https://fcm.googleapis.com',
  'https://*.push.services.mozilla.com',
  'https://*.push.apple.com',
  'https://*.notify.windows.com',
].join(' ');

const dev: Stage = {
  name: 'dev',
  zone: 'Asia/Shanghai',
  capacity: { billing: 'on-demand' },
  shards: [4, 8],
  lanes: { sweep: 1, relay: 1 },
  encryption: 'aws-owned',
  keepData: false,
  deadLetters: 'console',
  logs: { level: 'DEBUG', days: 7 },
  throttle: {
    shop: { rate: 200, burst: 400 },
    merchant: { rate: 50, burst: 100 },
    operator: { rate: 20, burst: 40 },
  },
  origins: ['http://localhost:8080'],
  textSender: 'sender-id/JISHI/SG',
  secretsRevision: 1,
  settings: {
    PAYMENT_PROVIDER_URL: 'https://payments.sandbox.jishi.example',
    // Our account there: what is captured for another is not ours.
    PAYMENT_PAYEE: 'acct_sandbox',
    CARRIER_SWIFT_URL: 'https://swift.sandbox.jishi.example',
    CARRIER_POSTAL_URL: 'https://postal.sandbox.jishi.example',
    // Not offered; docs/runbooks/easypost.md says how it is.
    CARRIER_EASYPOST_URL: 'none',
    MAIL_FROM: 'no-reply@dev.jishi.example',
    SHOP_SITE: 'http://localhost:8080',
    MERCHANT_SITE: 'http://localhost:8080/console/merchant',
    OPERATOR_SITE: 'http://localhost:8080/console/operator',
    PUSH_SERVICES: pushServices,
    // The other half of the secret `vapid-private-key`: `npx web-push generate-vapid-keys`.
    VAPID_PUBLIC_KEY: 'BBTDxPHv1r1ZBnBQmTGn26Y3mbHxH18VOsHHRY4G266Dr23AL3l2xrocnn5fjtaaCb4DBp45icptFfUtNZNDA6o',
  },
};

const prod: Stage = {
  name: 'prod',
  zone: 'Asia/Shanghai',
  // What 1,000 orders a second take (docs/scale.md), for the table and for each index. Until it is raised, the account's
  // quota of 40,000 a table is the limit.
  capacity: {
    billing: 'provisioned',
    read: { min: 25, max: 400_000 },
    write: { min: 25, max: 500_000 },
    targetPercent: 60,
  },
  shards: [64],
  lanes: { sweep: 8, relay: 2 },
  concurrency: { account: 15_000, relay: 1000, reserved: { hooks: 300, orders: 300 } },
  encryption: 'customer-managed',
  keepData: true,
  deadLetters: 'console',
  backups: { daily: 35, weekly: 90, monthly: 365 },
  exportsLockedDays: 365,
  alarmMail: 'operations@jishi.example',
  logs: { level: 'INFO', days: 180 },
  throttle: {
    shop: { rate: 40_000, burst: 20_000 },
    merchant: { rate: 10_000, burst: 5000 },
    operator: { rate: 200, burst: 400 },
  },
  origins: ['https://www.jishi.example'],
  domain: {
    name: 'api.jishi.example',
    certificateArn: 'arn:aws:acm:us-east-1:111122223333:certificate/00000000-0000-0000-0000-000000000000',
  },
  site: {
    name: 'www.jishi.example',
    certificateArn: 'arn:aws:acm:us-east-1:111122223333:certificate/00000000-0000-0000-0000-000000000000',
  },
  mailDomain: 'jishi.example',
  textSender: 'sender-id/JISHI/SG',
  secretsRevision: 1,
  settings: {
    PAYMENT_PROVIDER_URL: 'https://payments.jishi.example',
    PAYMENT_PAYEE: 'acct_jishi',
    CARRIER_SWIFT_URL: 'https://api.swift.example',
    CARRIER_POSTAL_URL: 'https://api.postal.example',
    CARRIER_EASYPOST_URL: 'none',
    MAIL_FROM: 'no-reply@jishi.example',
    SHOP_SITE: 'https://www.jishi.example',
    MERCHANT_SITE: 'https://www.jishi.example/console/merchant',
    OPERATOR_SITE: 'https://www.jishi.example/console/operator',
    PUSH_SERVICES: pushServices,
    VAPID_PUBLIC_KEY: 'BBTDxPHv1r1ZBnBQmTGn26Y3mbHxH18VOsHHRY4G266Dr23AL3l2xrocnn5fjtaaCb4DBp45icptFfUtNZNDA6o',
  },
};

export const stages: readonly Stage[] = [dev, prod];

/** The stage of this name. @throws Error listing the stages there are. */
export const stageNamed = (name: string): Stage => {
  const stage = stages.find((candidate) => candidate.name === name);
  if (!stage) {
    const known = stages.map((candidate) => candidate.name).join(', ');
    throw new Error(`There is no stage "${name}" in infra/stages.ts: choose one of ${known} with -c stage=<name>`);
  }
  return stage;
};
