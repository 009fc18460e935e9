import { Aws, Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { Statement } from '../permissions.ts';

/** Accepts a finding of cdk-nag below a construct, and says why. */
export const accept = (scope: IConstruct, finding: string, reason: string): void =>
  Validations.of(scope).acknowledge({ id: `AwsSolutions-${finding}`, reason });

/** Accepts the wildcards of those statements that give a reason for theirs. */
export const acceptWildcards = (scope: IConstruct, statements: readonly Statement[]): void => {
  for (const { resources, because } of statements) {
    if (!because) continue;
    for (const resource of resources) accept(scope, `IAM5[Resource::${readable(resource)}]`, because);
  }
};

/** An ARN as cdk-nag writes it. */
const readable = (arn: string): string =>
  arn
    .replaceAll(Aws.PARTITION, '<AWS::Partition>')
    .replaceAll(Aws.REGION, '<AWS::Region>')
    .replaceAll(Aws.ACCOUNT_ID, '<AWS::AccountId>');
