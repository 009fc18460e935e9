/** The table that says what runs where. */
import type { Deployment } from './deployment/deployment.ts';
import type { Home } from './home.ts';

/** Where a local cloud answers. None has a trailing slash. */
export interface Urls {
  readonly api: string;
  readonly shop: string;
  readonly merchant: string;
  readonly operator: string;
  readonly docs: string;
  readonly inbox: string;
  readonly control: string;
  readonly aws: string;
  readonly paymentProvider: string;
  readonly carrier: string;
}

export interface StatusRow {
  readonly what: string;
  /** An address, or a folder. */
  readonly where: string;
  readonly note: string;
}

export interface Running {
  readonly urls: Urls;
  readonly home: Home;
  readonly dynamodb: string;
  readonly deployment: Deployment;
  readonly threads: number;
  readonly queues: number;
  readonly streams: number;
}

export const statusRows = ({ urls, home, dynamodb, deployment, threads, queues, streams }: Running): StatusRow[] => [
  ...deployment.apis.map(({ audience, routes }) => ({
    what: `API: ${audience}`,
    where: `${urls.api}/${audience}`,
    note: `${routes.length} routes`,
  })),
  { what: 'API reference', where: urls.docs, note: '' },
  { what: 'Inbox', where: urls.inbox, note: 'codes, mails, texts and pushes' },
  { what: 'Control', where: urls.control, note: 'clock, admin, dead letters' },
  { what: 'AWS endpoint', where: urls.aws, note: 'DynamoDB, SQS, S3, Cognito, EventBridge, SES' },
  { what: 'DynamoDB Local', where: dynamodb, note: home.dataDir ?? 'in memory' },
  { what: 'Payment provider', where: urls.paymentProvider, note: 'sandbox program' },
  { what: 'Carriers', where: urls.carrier, note: 'sandbox program' },
  { what: 'Functions', where: home.logs, note: `${deployment.functions.size} functions, ${threads} threads; logs` },
  {
    what: 'Templates',
    where: home.assembly,
    note: `${queues} queues, ${streams} streams, ${deployment.schedules.length} schedules`,
  },
];
