import {
  AttributeType,
  Billing,
  Capacity,
  type CfnGlobalTable,
  ProjectionType,
  StreamViewType,
  TableV2,
} from 'aws-cdk-lib/aws-dynamodb';
import type { Construct } from 'constructs';
import type { FoundationParts } from '../platform.ts';
import type { Stage } from '../stages.ts';

const text = (name: string): { name: string; type: AttributeType } => ({ name, type: AttributeType.STRING });

/**
 * The platform's one table, on generic keys. Its indexes carry what a list shows, and only items that name their keys.
 */
export const platformTable = (scope: Construct, { stage, at, key, removalPolicy }: FoundationParts): TableV2 => {
  const table = new TableV2(scope, 'Table', {
    tableName: at.table.name,
    partitionKey: text('pk'),
    sortKey: text('sk'),
    globalSecondaryIndexes: ['gsi1', 'gsi2', 'gsi3'].map((indexName) => ({
      indexName,
      partitionKey: text(`${indexName}pk`),
      sortKey: text(`${indexName}sk`),
      projectionType: ProjectionType.INCLUDE,
      nonKeyAttributes: ['id', 'summary'],
    })),
    billing: billingOf(stage.capacity),
    timeToLiveAttribute: 'expiresAt',
    dynamoStream: StreamViewType.NEW_IMAGE,
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    deletionProtection: stage.keepData,
    removalPolicy,
  });
  if (key) {
    // TableEncryptionV2 wants to know the region, which is left to whoever deploys.
    const resource = table.node.defaultChild as CfnGlobalTable;
    resource.sseSpecification = { sseEnabled: true, sseType: 'KMS' };
    resource.addPropertyOverride('Replicas.0.SSESpecification', { KMSMasterKeyId: key.keyArn });
  }
  return table;
};

const billingOf = (capacity: Stage['capacity']): Billing => {
  if (capacity.billing === 'on-demand') return Billing.onDemand();
  const autoscaled = ({ min, max }: { min: number; max: number }): Capacity =>
    Capacity.autoscaled({
      // Without it, CloudFormation refuses to change a stage from on demand to provisioned.
      seedCapacity: min,
      minCapacity: min,
      maxCapacity: max,
      targetUtilizationPercent: capacity.targetPercent,
    });
  return Billing.provisioned({ readCapacity: autoscaled(capacity.read), writeCapacity: autoscaled(capacity.write) });
};
