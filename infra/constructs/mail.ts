import { Aws } from 'aws-cdk-lib';
import { CfnConfigurationSet, CfnConfigurationSetEventDestination } from 'aws-cdk-lib/aws-ses';
import type { Construct } from 'constructs';
import type { Platform } from '../platform.ts';

/**
 * What SES does with our mails beside sending them: it reports on the account's own bus what becomes of each. Its own
 * list of suppressed addresses is off, since ours shows people why they get no mail, and they can mend it.
 */
export const mailReports = (scope: Construct, { at }: Pick<Platform, 'at'>): void => {
  const set = new CfnConfigurationSet(scope, 'Mail', {
    name: at.mailConfigurationSet.name,
    suppressionOptions: { suppressedReasons: [] },
  });
  const destination = new CfnConfigurationSetEventDestination(scope, 'MailReports', {
    configurationSetName: at.mailConfigurationSet.name,
    eventDestination: {
      name: 'bus',
      enabled: true,
      matchingEventTypes: ['BOUNCE', 'COMPLAINT', 'DELIVERY', 'REJECT'],
      eventBridgeDestination: {
        eventBusArn: `arn:${Aws.PARTITION}:events:${Aws.REGION}:${Aws.ACCOUNT_ID}:event-bus/default`,
      },
    },
  });
  destination.addResourceDependency(set);
};
