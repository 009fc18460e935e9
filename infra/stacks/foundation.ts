import { type App, Aws, CfnOutput, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { EventBus } from 'aws-cdk-lib/aws-events';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Key } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { addressesOf, type Addresses } from '../addresses.ts';
import { audienceApis } from '../constructs/apis.ts';
import { platformBuckets } from '../constructs/buckets.ts';
import { platformKey } from '../constructs/key.ts';
import { jobQueues } from '../constructs/queue.ts';
import { mailReports } from '../constructs/mail.ts';
import { platformTable } from '../constructs/table.ts';
import { platformUsers } from '../constructs/users.ts';
import type { FoundationParts, Platform } from '../platform.ts';
import type { Stage } from '../stages.ts';
import { type Declaration, parks, through } from '../declarations.ts';

interface FoundationStackProps {
  readonly stage: Stage;
  readonly code: Platform['code'];
  readonly assets: string;
  readonly declarations: readonly Declaration[];
}

/** All that holds state and all that every context shares. It is deployed first and changes least. */
export class FoundationStack extends Stack implements Platform {
  readonly stage: Stage;
  readonly at: Addresses;
  readonly code: Platform['code'];
  readonly assets: string;
  readonly apis: Platform['apis'];
  readonly users: Platform['users'];
  readonly tableStreamArn: string;
  readonly key: Key | undefined;
  readonly shared: Platform['shared'];
  readonly parking: Platform['parking'];

  constructor(app: App, { stage, code, assets, declarations }: FoundationStackProps) {
    const at = addressesOf(stage);
    super(app, at.named('foundation'), {
      description: `Jishi ${stage.name}: table, bus, queues, users, APIs and buckets`,
      terminationProtection: stage.keepData,
    });
    this.stage = stage;
    this.at = at;
    this.code = code;
    this.assets = assets;
    const jobs = Map.groupBy(declarations.filter(through('job')), ({ contract }) => contract.queue);
    this.shared = new Map(
      [...jobs].filter(([, alike]) => alike.length > 1).map(([queue, alike]) => [queue, alike.map(({ id }) => id)]),
    );
    this.parking = [...new Set(declarations.filter(parks).map(({ context }) => context))].sort();
    this.key = stage.encryption === 'customer-managed' ? platformKey(this, at) : undefined;

    const data: FoundationParts = {
      stage,
      at,
      key: this.key,
      removalPolicy: stage.keepData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    };
    const table = platformTable(this, data);
    this.tableStreamArn = table.tableStreamArn!;
    new EventBus(this, 'Bus', {
      eventBusName: at.bus.name,
      description: 'Facts of the marketplace, and its deadlines',
    });
    jobQueues(this, this);
    mailReports(this, this);
    const { pool, client } = platformUsers(this, data);
    this.users = {
      poolId: pool.userPoolId,
      poolArn: this.formatArn({ service: 'cognito-idp', resource: 'userpool', resourceName: pool.userPoolId }),
      clientId: client.userPoolClientId,
    };
    this.apis = audienceApis(this, { ...data, pool, client });
    const buckets = platformBuckets(this, data);
    if (stage.alarmMail) {
      const alarms = new Topic(this, 'Alarms', {
        topicName: at.alarmTopic.name,
        enforceSSL: true,
        masterKey: this.key,
      });
      alarms.addSubscription(new EmailSubscription(stage.alarmMail));
      // The policy for TLS takes the place of the default one, by which an account's alarms may publish.
      alarms.addToResourcePolicy(
        new PolicyStatement({
          principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
          actions: ['sns:Publish'],
          resources: [alarms.topicArn],
          conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
        }),
      );
    }

    const output = (name: string, description: string, value: string): CfnOutput =>
      new CfnOutput(this, name, { description, value });
    output('ShopApiUrl', 'Where buyers call', this.apis.shop.api.apiEndpoint);
    output('MerchantApiUrl', 'Where merchants call', this.apis.merchant.api.apiEndpoint);
    output('OperatorApiUrl', "Where the platform's own people call", this.apis.operator.api.apiEndpoint);
    output('UserPoolId', 'Accounts and their groups', this.users.poolId);
    output('UserPoolClientId', 'The client that signs people in', this.users.clientId);
    output('TableName', 'The one table', table.tableName);
    output('BusName', 'The event bus', at.bus.name);
    output('ExportsBucket', 'Settlement exports, below settlements/<date>/', buckets.exports.bucketName);
  }
}
