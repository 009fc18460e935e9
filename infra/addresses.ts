/**
 * Names and ARNs that are known before anything is deployed. One stack may name another's resource through them
 * without an export, so the order of deployments stays free.
 */
import { Aws } from 'aws-cdk-lib';
import type { BucketName } from '../shared/kernel/doors/access.ts';
import { deadOf, type QueueName } from '../shared/kernel/doors/queues.ts';
import type { Stage } from './stages.ts';

export interface Addresses {
  readonly table: { readonly name: string; readonly arn: string };
  readonly bus: { readonly name: string; readonly arn: string };
  /** Every rule on the bus, and those of ours on the account's own bus. */
  readonly busRules: string[];
  readonly alarmTopic: { readonly name: string; readonly arn: string };
  /** All identities: in its sandbox, SES wants a grant for the recipients' as well. The sender's address is the bound. */
  readonly mailIdentities: string;
  /** By which SES reports what becomes of a mail. */
  readonly mailConfigurationSet: { readonly name: string; readonly arn: string };
  /** Whom text messages come from. */
  readonly textSender: string;
  bucket(bucket: BucketName): { readonly name: string; readonly arn: string; readonly url: string };
  queue(queue: QueueName): { readonly name: string; readonly arn: string; readonly url: string };
  /** Where a context keeps what it was told and could not do. */
  parked(context: string): { readonly name: string; readonly arn: string };
  /** The function of the use case with this id, and its log group. @throws Error when Lambda would refuse the name. */
  function(
    useCase: string,
  ): { readonly name: string; readonly arn: string; readonly logGroup: string; readonly logGroupArn: string };
  /** Anything that belongs to one stage: `jishi-<stage>-<suffix>`. */
  named(suffix: string): string;
}

const maxFunctionName = 64;

/** Everything addressable in a stage. */
export const addressesOf = (stage: Stage): Addresses => {
  const prefix = `jishi-${stage.name}`;
  const arn = (service: string, resource: string): string =>
    `arn:${Aws.PARTITION}:${service}:${Aws.REGION}:${Aws.ACCOUNT_ID}:${resource}`;
  const named = (suffix: string): string => `${prefix}-${suffix}`;
  const queueNamed = (name: string) => ({
    name,
    arn: arn('sqs', name),
    url: `https://sqs.${Aws.REGION}.${Aws.URL_SUFFIX}/${Aws.ACCOUNT_ID}/${name}`,
  });
  const flat = (id: string): string => named(id.replace('/', '-'));
  return {
    table: { name: prefix, arn: arn('dynamodb', `table/${prefix}`) },
    bus: { name: prefix, arn: arn('events', `event-bus/${prefix}`) },
    busRules: [arn('events', `rule/${prefix}/*`), arn('events', `rule/${prefix}-*`)],
    alarmTopic: { name: named('alarms'), arn: arn('sns', named('alarms')) },
    mailIdentities: arn('ses', 'identity/*'),
    mailConfigurationSet: { name: named('mail'), arn: arn('ses', `configuration-set/${named('mail')}`) },
    textSender: arn('sms-voice', stage.textSender),
    bucket: (bucket) => {
      // Bucket names are unique in the world, so the account and the region belong to them.
      const name = `${prefix}-${bucket}-${Aws.ACCOUNT_ID}-${Aws.REGION}`;
      return {
        name,
        arn: `arn:${Aws.PARTITION}:s3:::${name}`,
        url: `https://s3.${Aws.REGION}.${Aws.URL_SUFFIX}/${name}`,
      };
    },
    queue: (queue) => queueNamed(named(`jobs-${queue}`)),
    parked: (context) => queueNamed(deadOf(named(context))),
    function: (useCase) => {
      const name = flat(useCase);
      if (name.length > maxFunctionName) {
        throw new Error(
          `${useCase}: the function's name ${name} has ${name.length} characters, Lambda allows ${maxFunctionName}`,
        );
      }
      const logGroup = `/aws/lambda/${name}`;
      return {
        name,
        arn: arn('lambda', `function:${name}`),
        logGroup,
        logGroupArn: arn('logs', `log-group:${logGroup}`),
      };
    },
    named,
  };
};
