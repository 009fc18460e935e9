/**
 * Turns what a use case declares to touch into the statements of its role: those actions on those things, and no more.
 */
import type { Access, Grant, TableAction } from '../shared/kernel/doors/access.ts';
import { deadOf, queueNames } from '../shared/kernel/doors/queues.ts';
import type { Addresses } from './addresses.ts';

export interface Statement {
  readonly actions: string[];
  readonly resources: string[];
  readonly conditions?: Record<string, Record<string, string | string[]>>;
  /** Why a resource has to be a pattern, where it is one. */
  readonly because?: string;
}

/** The addresses that grants can speak of. The user pool's is known only once it exists. */
export type Grantable =
  & Pick<
    Addresses,
    'table' | 'bus' | 'mailIdentities' | 'mailConfigurationSet' | 'textSender' | 'queue' | 'parked' | 'bucket'
  >
  & { function(useCase: string): Pick<ReturnType<Addresses['function']>, 'arn'> }
  & {
    readonly userPoolArn: string;
    /** The functions of the jobs that share a queue. */
    readonly dispatched: readonly string[];
    /** The contexts that have a queue for what they could not do. */
    readonly parking: readonly string[];
    /** The only source under which this function may publish to the bus. */
    readonly busSource: string;
    readonly mailFrom: string;
  };

/** All grants of what a use case touches. */
export const grantsOf = (touches: readonly Access[]): Grant[] => touches.flatMap((touched) => touched.access.grants);

/** The grants of one kind. */
export const grantsOn = <O extends Grant['on']>(grants: readonly Grant[], on: O): Extract<Grant, { on: O }>[] =>
  grants.filter((grant): grant is Extract<Grant, { on: O }> => grant.on === on);

/** The statements that allow these grants, few and in a stable order. */
export const statementsFor = (grants: readonly Grant[], at: Grantable): Statement[] => [
  ...tableStatements(grantsOn(grants, 'table'), at.table.arn),
  ...queueStatements(grantsOn(grants, 'queue'), at),
  ...deliveryStatements(grantsOn(grants, 'deliveries'), at),
  ...deadLetterStatements(grantsOn(grants, 'dead-letters'), at),
  ...statement(['lambda:InvokeFunction'], [
    ...(grantsOn(grants, 'jobs').length ? at.dispatched : []),
    ...unique(grantsOn(grants, 'function').map(({ useCase }) => useCase)).map((useCase) => at.function(useCase).arn),
  ]),
  ...bucketStatements(grantsOn(grants, 'bucket'), at),
  ...userStatements(grantsOn(grants, 'users'), at.userPoolArn),
  ...mailStatements(grantsOn(grants, 'mail'), at),
  ...textStatements(grantsOn(grants, 'text'), at),
  ...busStatements(grantsOn(grants, 'bus'), at),
];

const tableActions: Record<TableAction, readonly string[]> = {
  GetItem: ['dynamodb:BatchGetItem', 'dynamodb:GetItem'],
  Query: ['dynamodb:Query'],
  PutItem: ['dynamodb:PutItem'],
  UpdateItem: ['dynamodb:UpdateItem'],
  DeleteItem: ['dynamodb:DeleteItem'],
  ConditionCheck: ['dynamodb:ConditionCheckItem'],
};

/**
 * In one table the resource says nothing; the partition keys do. One statement for all actions that are allowed on the
 * same keys: reads that travel together as one BatchGetItem need all their keys in a single statement.
 */
const tableStatements = (grants: readonly Extract<Grant, { on: 'table' }>[], tableArn: string): Statement[] => {
  const resourceOf = (grant: { index?: string }): string => grant.index ? `${tableArn}/index/${grant.index}` : tableArn;
  const byResource = Map.groupBy(grants, resourceOf);
  return [...byResource].flatMap(([resource, granted]) => {
    const actions = unique(granted.flatMap((grant) => grant.actions));
    const keysOf = (action: TableAction): string[] =>
      unique(granted.filter((grant) => grant.actions.includes(action)).flatMap((grant) => grant.keys));
    const actionsByKeys = Map.groupBy(actions, (action) => keysOf(action).join());
    return [...actionsByKeys.values()].map((alike): Statement => ({
      actions: unique(alike.flatMap((action) => tableActions[action])),
      resources: [resource],
      conditions: {
        'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': keysOf(alike[0]!) },
        // ForAllValues alone also holds for a request without any key.
        Null: { 'dynamodb:LeadingKeys': 'false' },
      },
    }));
  });
};

const queueStatements = (grants: readonly Extract<Grant, { on: 'queue' }>[], at: Grantable): Statement[] =>
  statement(
    ['sqs:SendMessage'],
    unique(grants.map((grant) => grant.queue)).map((queue) => at.queue(queue).arn),
  );

const deliveryStatements = (grants: readonly Extract<Grant, { on: 'deliveries' }>[], at: Grantable): Statement[] => {
  const arns = unique(grants.flatMap((grant) => grant.queues)).map((queue) => at.queue(queue).arn);
  return [
    ...statement(['sqs:ChangeMessageVisibility'], arns),
    ...statement(['sqs:SendMessage'], arns.map(deadOf)),
  ];
};

const deadLetterStatements = (
  grants: readonly Extract<Grant, { on: 'dead-letters' }>[],
  at: Grantable,
): Statement[] => {
  if (grants.length === 0) return [];
  const jobs = queueNames.map((queue) => at.queue(queue).arn);
  const takesAway = grants.some(({ may }) => may !== 'look');
  return [
    {
      actions: [
        'sqs:ChangeMessageVisibility',
        ...(takesAway ? ['sqs:DeleteMessage'] : []),
        'sqs:ReceiveMessage',
      ],
      resources: [...jobs.map(deadOf), ...at.parking.map((context) => at.parked(context).arn)],
    },
    ...(grants.some(({ may }) => may === 'ask-again')
      ? [
        ...statement(['sqs:SendMessage'], jobs),
        {
          actions: ['lambda:InvokeFunction'],
          resources: [at.function('*').arn],
          because:
            'Whatever an event, a deadline or a schedule calls may be asked again, and a role has no room to name them all',
        },
      ]
      : []),
  ];
};

const bucketStatements = (grants: readonly Extract<Grant, { on: 'bucket' }>[], at: Grantable): Statement[] =>
  grants.flatMap((grant) => {
    const bucketArn = at.bucket(grant.bucket).arn;
    const objectActions = grant.actions.filter((action) => action !== 'ListBucket').map((action) => `s3:${action}`);
    const listing = grant.actions.includes('ListBucket') ? ['s3:ListBucket'] : [];
    return [
      ...(objectActions.length
        ? [
          {
            actions: unique(objectActions),
            resources: [`${bucketArn}/${grant.prefix}*`],
            because: 'Objects are named when they are made, below this prefix',
          },
        ]
        : []),
      ...(listing.length ? statement(listing, [bucketArn], { StringLike: { 's3:prefix': `${grant.prefix}*` } }) : []),
    ];
  });

const userStatements = (grants: readonly Extract<Grant, { on: 'users' }>[], userPoolArn: string): Statement[] => {
  const operations = unique(grants.flatMap((grant) => grant.operations)).filter((operation) =>
    operation.startsWith('Admin') || operation.startsWith('Describe')
  );
  return operations.length
    ? statement(
      operations.map((operation) => `cognito-idp:${operation}`),
      [userPoolArn],
    )
    : [];
};

const mailStatements = (grants: readonly Grant[], at: Grantable): Statement[] =>
  grants.length
    ? [{
      actions: ['ses:SendEmail'],
      resources: [at.mailIdentities, at.mailConfigurationSet.arn],
      conditions: { StringEquals: { 'ses:FromAddress': at.mailFrom } },
      because: 'From one address alone; to whom it goes is an identity as well, in the sandbox of SES',
    }]
    : [];

const textStatements = (grants: readonly Grant[], at: Grantable): Statement[] =>
  statement(['sms-voice:SendTextMessage'], grants.length ? [at.textSender] : []);

const busStatements = (grants: readonly Grant[], at: Grantable): Statement[] =>
  grants.length
    ? statement(['events:PutEvents'], [at.bus.arn], { StringEquals: { 'events:source': at.busSource } })
    : [];

const statement = (actions: string[], resources: string[], conditions?: Statement['conditions']): Statement[] =>
  resources.length ? [{ actions, resources, ...(conditions && { conditions }) }] : [];

const unique = <T extends string>(values: readonly T[]): T[] => [...new Set(values)].sort();
