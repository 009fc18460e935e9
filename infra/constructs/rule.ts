import { CfnRule } from 'aws-cdk-lib/aws-events';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { type EventDeclaration, eventSource } from '../../shared/kernel/events.ts';
import type { Queued, QueueName } from '../../shared/kernel/doors/queues.ts';
import type { Platform } from '../platform.ts';
import type { UseCaseFunction } from './use-case-function.ts';

/** A part of what travels on the bus, as EventBridge describes it. */
export interface Pattern {
  readonly source: readonly string[];
  readonly 'detail-type': readonly string[];
  readonly detail?: { readonly schemaVersion: readonly number[] };
}

/** The patterns that match these events in the versions declared, one for each version. */
export const patternsFor = (events: readonly EventDeclaration[]): Pattern[] =>
  [...Map.groupBy(events, (event) => event.version)].map(([version, alike]) => ({
    source: [eventSource],
    'detail-type': alike.map((event) => event.eventName),
    detail: { schemaVersion: [version] },
  }));

interface Route {
  readonly platform: Platform;
  readonly patterns: readonly Pattern[];
  readonly deadLetters: IQueue;
  /** The platform's own bus unless said otherwise. */
  readonly bus?: 'default';
}

/** Calls the function with each event that matches. What cannot be delivered for a day is parked. */
export const callOn = (useCase: UseCaseFunction, { platform, patterns, deadLetters, bus }: Route): void =>
  patterns.forEach((pattern, index) => {
    const target = { arn: useCase.lambda.functionArn, deadLetters, ...(bus && { bus }) };
    const rule = ruleFor(useCase, index, platform, pattern, target);
    useCase.lambda.addPermission(numbered('CalledByBus', index), {
      principal: new ServicePrincipal('events.amazonaws.com'),
      sourceArn: rule.attrArn,
    });
  });

/** Puts the envelope of each event that matches into the queue, as a message for the job. */
export const queueOn = (
  useCase: UseCaseFunction,
  { queue, job }: { queue: QueueName } & Pick<Queued, 'job'>,
  { platform, patterns, deadLetters }: Route,
): void =>
  patterns.forEach((pattern, index) => {
    ruleFor(useCase, index, platform, pattern, {
      arn: platform.at.queue(queue).arn,
      inputTransformer: {
        inputPathsMap: { message: '$.detail' },
        // What stands in angle brackets is put in as it is, an object without quotes.
        inputTemplate: `{"job":"${job}","message":<message>}`,
      },
      deadLetters,
    });
  });

const ruleFor = (
  scope: UseCaseFunction,
  index: number,
  { at }: Platform,
  pattern: Pattern,
  { arn, inputTransformer, deadLetters, bus = at.bus.name }: {
    arn: string;
    inputTransformer?: CfnRule.InputTransformerProperty;
    deadLetters: IQueue;
    bus?: string;
  },
): CfnRule =>
  new CfnRule(scope, numbered('Rule', index), {
    eventBusName: bus,
    eventPattern: pattern,
    targets: [
      {
        id: 'use-case',
        arn,
        inputTransformer,
        deadLetterConfig: { arn: deadLetters.queueArn },
        retryPolicy: { maximumEventAgeInSeconds: 86_400, maximumRetryAttempts: 185 },
      },
    ],
  });

/** `Rule`, `Rule2`, `Rule3` … */
export const numbered = (id: string, index: number): string => (index === 0 ? id : `${id}${index + 1}`);
