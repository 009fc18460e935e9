import { beforeAll, describe, expect, it } from 'vitest';
import { mayBeIn, stackOf } from '../../infra/app.ts';
import { through } from '../../infra/declarations.ts';
import { settingKinds } from '../../shared/kernel/registered.ts';
import { stages } from '../../infra/stages.ts';
import { attempts, queueNames, queues, queueVariable } from '../../shared/kernel/doors/queues.ts';
import { manyEndpoints, sampleUseCases } from './sample.ts';
import { at, declared, listAt, type Resource, roleStatements, type Stack, stacksOf, written } from './templates.ts';

/** Roles of an account, as docs/decisions/roles-and-concurrency.md asks for; 1,000 without asking. */
const rolesToAskFor = 1_100;

/** What a role's inline policies may measure together. */
const maxRolePolicy = 10_240;

describe('a stage that keeps what was given up from the console', () => {
  it('has none of the functions that see to it there, nor what they may do', () => {
    const kept = declared.filter((one) => !mayBeIn({ ...stages[0]!, deadLetters: 'command' }, one)).map(({ id }) => id);
    expect(kept.sort()).toEqual([
      'platform/close-dead-letters',
      'platform/list-dead-letters',
      'platform/redrive-dead-letters',
    ]);
    expect(declared.every((one) => mayBeIn({ ...stages[0]!, deadLetters: 'console' }, one))).toBe(true);
  });
});

describe.each(stages)('the templates of $name', (stage) => {
  let stacks: Stack[];
  let resources: Resource[];
  const ofType = (...types: string[]): Resource[] => resources.filter(({ type }) => types.includes(type));
  const named = (type: string, property: string, name: string): Resource => {
    const found = ofType(type).find(({ properties }) => at(properties, property) === name);
    if (!found) throw new Error(`No ${type} is called ${name}`);
    return found;
  };
  const functionOf = (id: string): Resource =>
    named('AWS::Lambda::Function', 'FunctionName', `jishi-${stage.name}-${id.replace('/', '-')}`);
  const refersTo = (json: unknown, target: Resource): boolean =>
    JSON.stringify(json ?? null).includes(`"${target.id}"`);

  beforeAll(async () => {
    stacks = await stacksOf(stage.name);
    resources = stacks.flatMap((stack) => stack.resources);
  });

  it("are a foundation, a context's background work, its endpoints by audience and large floor, the pages, and operations [PLT-04 part]", () => {
    const parts = new Set(declared.map((one) => (one.contract.door === 'renderer' ? 'web' : stackOf(one))));
    const apart = declared.filter((one) =>
      stackOf(one) !== (one.contract.door === 'endpoint' ? `${one.context}-${one.contract.audience}` : one.context)
    );
    expect(apart.filter(({ file }) => file.split('/').length < 4)).toEqual([]);
    expect(stacks.map(({ name }) => name).sort()).toEqual(
      ['foundation', 'operations', ...parts].map((name) => `jishi-${stage.name}-${name}`).sort(),
    );
  });

  it('need nothing that somebody would have to make by hand, but the secrets and the certificate of the stage [BAK-09]', () => {
    const all = JSON.stringify(resources.map(({ properties }) => properties ?? null));
    const imported = [...all.matchAll(/"Fn::ImportValue":"([^"]+)"/g)].map(([, name]) => name!);
    expect(imported.filter((name) => !name.startsWith(`jishi-${stage.name}-foundation:`))).toEqual([]);
    const kept = new Set([...all.matchAll(/{{resolve:[^}]+}}/g)].map(([reference]) => reference));
    expect([...kept].filter((one) => !one.startsWith(`{{resolve:secretsmanager:jishi/${stage.name}/secrets:`)))
      .toEqual([]);
    const ofAnAccount = new Set([...all.matchAll(/arn:aws[\w-]*:[^"]*:\d{12}:[^"]*/g)].map(([arn]) => arn));
    expect([...ofAnAccount]).toEqual(stage.domain ? [stage.domain.certificateArn] : []);
  });

  it("leave room below CloudFormation's limit of 500 resources", () => {
    expect(stacks.filter((stack) => stack.resources.length > 350).map(({ name }) => name)).toEqual([]);
  });

  it('let contexts be deployed in any order: they export nothing', () => {
    const exporting = stacks.filter(
      ({ name, outputs }) => !name.endsWith('-foundation') && outputs.some(({ exported }) => exported),
    );
    expect(exporting.map(({ name }) => name)).toEqual([]);
  });

  it('describe each output by a literal: CloudFormation takes nothing else there', () => {
    const descriptions = stacks.flatMap(({ outputs }) => outputs.map(({ description = '' }) => description));
    expect(descriptions.filter((one) => typeof one !== 'string')).toEqual([]);
  });

  it('tell an operator what there is', () => {
    const outputs = stacks.find(({ name }) => name.endsWith('-foundation'))!.outputs.map(({ name }) => name);
    expect(outputs).toEqual(
      expect.arrayContaining([
        'ShopApiUrl',
        'MerchantApiUrl',
        'OperatorApiUrl',
        'UserPoolId',
        'UserPoolClientId',
        'TableName',
        'BusName',
        'ExportsBucket',
      ]),
    );
  });

  describe('functions', () => {
    it('are one for each use case, called as it is called [PLT-02]', () => {
      const useCases = ofType('AWS::Lambda::Function').map(({ properties }) =>
        at(properties, 'Environment.Variables.USE_CASE')
      );
      expect(useCases.sort()).toEqual(declared.map(({ id }) => id).sort());
      for (const { id } of declared) expect(at(functionOf(id).properties, 'Environment.Variables.USE_CASE')).toBe(id);
    });

    it('run on the current Node, on ARM, traced unless they run each minute [MON-03]', () => {
      for (const { id, contract } of declared) {
        const { Runtime, Architectures, TracingConfig } = functionOf(id).properties as Record<string, unknown>;
        const eachMinute = contract.door === 'schedule' && contract.expression === 'rate(1 minute)';
        expect({ Runtime, Architectures, TracingConfig }, id).toEqual({
          Runtime: 'nodejs24.x',
          Architectures: ['arm64'],
          TracingConfig: { Mode: eachMinute ? 'PassThrough' : 'Active' },
        });
      }
    });

    it('have a description that Lambda takes', () => {
      const tooLong = ofType('AWS::Lambda::Function').filter(
        ({ properties }) => String(at(properties, 'Description')).length > 256,
      );
      expect(tooLong.map(({ where }) => where)).toEqual([]);
    });

    it('answer before API Gateway gives up', () => {
      for (const { id } of declared.filter(through('endpoint'))) {
        expect(at(functionOf(id).properties, 'Timeout'), id).toBeLessThan(30);
      }
    });

    it('keep no secret in the template', () => {
      const secrets = Object.entries(settingKinds).filter(([, kind]) => kind === 'secret').map(([name]) => name);
      for (const { where, properties } of ofType('AWS::Lambda::Function')) {
        for (const name of secrets) {
          const value = at(properties, `Environment.Variables.${name}`);
          if (value !== undefined) {
            expect(value, `${where} ${name}`).toMatch(
              /^{{resolve:secretsmanager:jishi\/\w+\/secrets:SecretString:[\w-]+}}$/,
            );
          }
        }
      }
    });

    it('are kept apart from each other where the account has room for it: the way of orders and money, and the background', () => {
      const reserved = new Map(
        ofType('AWS::Lambda::Function').map(({ properties }) => [
          at(properties, 'Environment.Variables.USE_CASE'),
          at(properties, 'ReservedConcurrentExecutions') as number | undefined,
        ]),
      );
      const { concurrency } = stage;
      // A new account has ten in all, of which none can be reserved.
      if (!concurrency) return expect([...reserved.values()].filter((one) => one !== undefined)).toEqual([]);
      const ofDoors = (...doors: string[]) => declared.filter(({ contract }) => doors.includes(contract.door));
      for (const { id } of ofDoors('stream', 'subscriber', 'deadline', 'report')) {
        expect(reserved.get(id), id).toBeGreaterThan(0);
      }
      for (const id of ['ordering/place-order', 'payments/receive-notice', 'logistics/receive-carrier-notice']) {
        expect(reserved.get(id), id).toBeGreaterThan(0);
      }
      const sum = [...reserved.values()].reduce<number>((total, one) => total + (one ?? 0), 0);
      // AWS leaves 100 unreserved; everybody who looks around needs more.
      expect(sum).toBeLessThanOrEqual(concurrency.account / 2);
    });

    it('know the address of each queue that they may send to, and the queue exists', () => {
      for (const { id, contract } of declared) {
        for (const grant of contract.touches.flatMap(({ access }) => access.grants)) {
          if (grant.on !== 'queue') continue;
          const queue = named('AWS::SQS::Queue', 'QueueName', `jishi-${stage.name}-jobs-${grant.queue}`);
          const address = written(at(functionOf(id).properties, `Environment.Variables.${queueVariable(grant.queue)}`));
          const job = declared.find((one) => one.id === grant.job)?.contract;
          expect(job?.door === 'job' && job.queue, id).toBe(grant.queue);
          expect(address.endsWith(`/${String(at(queue.properties, 'QueueName'))}`), id).toBe(true);
        }
      }
    });
  });

  describe('roles', () => {
    it('name every action', () => {
      const vague = roleStatements(resources).filter(({ actions }) => actions.some((action) => action.includes('*')));
      expect(vague).toEqual([]);
    });

    it('name every resource, except where there is none or where objects are named later', () => {
      const patterns = [
        /^xray:.* on \*$/,
        /^sns:Publish on \*$/,
        /^ses:SendEmail on arn:.*:identity\/\*$/,
        /^logs:.* on arn:.*:log-group:\/aws\/lambda\/[\w-]+:\*$/,
        // What was given up is asked again of whichever function it was (infra/permissions.ts).
        /^lambda:InvokeFunction on arn:.*:function:jishi-\w+-\*$/,
        /^s3:(GetObject|PutObject),?.* on arn:.*:s3:::jishi-.+\/.+\*$/,
      ];
      const vague = roleStatements(resources).flatMap(({ where, actions, resources: named }) =>
        named
          .filter((resource) => resource.includes('*'))
          .filter((resource) => !patterns.some((pattern) => pattern.test(`${actions.join()} on ${resource}`)))
          .map((resource) => `${where}: ${actions.join()} on ${resource}`)
      );
      expect(vague).toEqual([]);
    });

    it('never let a function scan the table [PER-05]', () => {
      expect(roleStatements(resources).filter(({ actions }) => actions.includes('dynamodb:Scan'))).toEqual([]);
    });

    it('reach only the partitions that their use case declares [IAM-21]', () => {
      const streamActions = [
        'dynamodb:DescribeStream',
        'dynamodb:GetRecords',
        'dynamodb:GetShardIterator',
        'dynamodb:ListStreams',
      ];
      const onItems = roleStatements(resources).filter(({ actions }) =>
        actions.some((action) => action.startsWith('dynamodb:') && !streamActions.includes(action))
      );
      expect(onItems.length).toBeGreaterThan(0);
      for (const { where, conditions } of onItems) {
        const keys = listAt(conditions, 'ForAllValues:StringLike.dynamodb:LeadingKeys').map(String);
        expect(keys.length, where).toBeGreaterThan(0);
        for (const key of keys) expect(key, where).toMatch(/^[A-Z][A-Z-]*(#|$)/);
        expect(at(conditions, 'Null'), where).toEqual({ 'dynamodb:LeadingKeys': 'false' });
      }
    });

    it('let only the relay and the sweeper publish, each under its own source [IAM-21]', () => {
      const publishing = roleStatements(resources).filter(({ actions }) => actions.includes('events:PutEvents'));
      const allowed = declared.filter(({ contract }) => contract.door === 'stream' || contract.door === 'schedule');
      for (const { where, conditions } of publishing) {
        expect(
          allowed.some(({ context, name }) =>
            where.startsWith(`jishi-${stage.name}-${context}/${name.replaceAll('-', '')}Role`)
          ),
          where,
        ).toBe(true);
        expect(at(conditions, 'StringEquals.events:source'), where).toMatch(/^jishi(\.deadlines)?$/);
      }
    });

    it('are one for each function and a few more: two stages of 500 use cases fit the quota to ask for', () => {
      const beside = ofType('AWS::IAM::Role').length - ofType('AWS::Lambda::Function').length;
      expect(beside).toBeLessThanOrEqual(new Set(declared.map(({ context }) => context)).size + 2);
      expect(2 * (500 + beside)).toBeLessThanOrEqual(rolesToAskFor);
    });

    it('have policies of a size that IAM takes', () => {
      for (const { where, properties } of ofType('AWS::IAM::Role')) {
        const size = listAt(properties, 'Policies').reduce<number>(
          (sum, policy) => sum + resolvedSize(at(policy, 'PolicyDocument')),
          0,
        );
        expect(size, where).toBeLessThan(maxRolePolicy);
      }
    });
  });

  describe('what arrives', () => {
    it('by HTTP, comes through the API of its audience, signed in unless anyone may call', () => {
      for (const { id, operationId, contract } of declared.filter(through('endpoint'))) {
        const route = named('AWS::ApiGatewayV2::Route', 'OperationName', operationId);
        expect(at(route.properties, 'RouteKey'), id).toBe(contract.route);
        expect(at(route.properties, 'AuthorizationType'), id).toBe(contract.callers === 'anyone' ? 'NONE' : 'JWT');
        expect(written(at(route.properties, 'ApiId')), id).toContain(`Api${contract.audience}`);
      }
    });

    it('is throttled and logged by each API', () => {
      const apiStages = ofType('AWS::ApiGatewayV2::Stage');
      expect(apiStages).toHaveLength(4);
      for (const { where, properties } of apiStages) {
        expect(at(properties, 'DefaultRouteSettings.ThrottlingRateLimit'), where).toBeGreaterThan(0);
        expect(at(properties, 'DefaultRouteSettings.ThrottlingBurstLimit'), where).toBeGreaterThan(0);
        expect(at(properties, 'AccessLogSettings.DestinationArn'), where).toBeDefined();
      }
    });

    it('by event or deadline, is what the contract names, in the version that it knows', () => {
      const rulesOf = (id: string): Resource[] => {
        const target = functionOf(id);
        return ofType('AWS::Events::Rule').filter(({ stack, properties }) =>
          target.stack === stack && refersTo(at(properties, 'Targets.0.Arn'), target)
          || String(at(properties, 'Targets.0.InputTransformer.InputTemplate')).startsWith(`{"job":"${id}",`)
        );
      };
      for (const { id, contract } of declared) {
        if (contract.door === 'deadline') {
          expect(
            rulesOf(id).map(({ properties }) => at(properties, 'EventPattern')),
            id,
          ).toEqual([{ source: ['jishi.deadlines'], 'detail-type': [id] }]);
        }
        if (contract.door !== 'subscriber' && contract.door !== 'job') continue;
        if (contract.door === 'job') {
          for (const { where, properties } of rulesOf(id)) {
            expect(written(at(properties, 'Targets.0.Arn')), where).toMatch(
              new RegExp(`:jishi-${stage.name}-jobs-${contract.queue}$`),
            );
          }
        }
        const heard = rulesOf(id).flatMap(({ properties }) =>
          listAt(properties, 'EventPattern.detail-type').map(
            (name) => `${String(name)} ${String(at(properties, 'EventPattern.detail.schemaVersion.0'))}`,
          )
        );
        expect(heard.sort(), id).toEqual(contract.on.map(({ eventName, version }) => `${eventName} ${version}`).sort());
      }
    });

    it('and cannot be done, is parked: every rule, schedule, queue and stream has a dead-letter queue [PAY-05] [LOG-02]', () => {
      for (const { where, properties } of ofType('AWS::Events::Rule')) {
        for (const target of listAt(properties, 'Targets')) {
          expect(at(target, 'DeadLetterConfig.Arn'), where).toBeDefined();
        }
      }
      for (const { where, properties } of ofType('AWS::Scheduler::Schedule')) {
        expect(at(properties, 'Target.DeadLetterConfig.Arn'), where).toBeDefined();
      }
      for (const { where, properties } of ofType('AWS::Lambda::EventSourceMapping')) {
        const source = ofType('AWS::SQS::Queue').find((queue) =>
          written(at(properties, 'EventSourceArn')).endsWith(`:${String(at(queue.properties, 'QueueName'))}`)
        );
        expect(
          source
            ? at(source.properties, 'RedrivePolicy.deadLetterTargetArn')
            : at(properties, 'DestinationConfig.OnFailure.Destination'),
          where,
        ).toBeDefined();
        expect(at(properties, 'FunctionResponseTypes'), where).toEqual(['ReportBatchItemFailures']);
      }
      const asynchronous = declared.filter(({ contract }) =>
        ['subscriber', 'deadline', 'schedule'].includes(contract.door)
      );
      for (const { id } of asynchronous) {
        const config = ofType('AWS::Lambda::EventInvokeConfig').find(({ properties }) =>
          refersTo(at(properties, 'FunctionName'), functionOf(id))
        );
        expect(at(config?.properties, 'DestinationConfig.OnFailure.Destination'), id).toBeDefined();
      }
    });

    it('in a queue, is hidden for longer than the dispatcher may take, and given up after hours', () => {
      const dispatching = Number(at(functionOf('platform/dispatch-jobs').properties, 'Timeout'));
      for (const name of queueNames) {
        const { properties } = named('AWS::SQS::Queue', 'QueueName', `jishi-${stage.name}-jobs-${name}`);
        expect(at(properties, 'VisibilityTimeout'), name).toBeGreaterThan(dispatching);
        expect(at(properties, 'RedrivePolicy.maxReceiveCount'), name).toBe(attempts);
      }
      for (const { id } of declared.filter(through('job'))) {
        expect(at(functionOf(id).properties, 'Timeout'), id).toBeLessThan(dispatching);
      }
    });

    it('in a queue, goes to its only job, or to a dispatcher that may run the jobs that share it and nothing else', () => {
      const jobs = Map.groupBy(declared.filter(through('job')), ({ contract }) => contract.queue);
      for (const [queue, alike] of jobs) {
        const reader = alike.length === 1 ? alike[0]!.id : 'platform/dispatch-jobs';
        const readers = ofType('AWS::Lambda::EventSourceMapping').filter(({ properties }) =>
          written(at(properties, 'EventSourceArn')).endsWith(`-jobs-${queue}`)
        );
        expect(readers, queue).toHaveLength(1);
        expect(refersTo(at(readers[0]!.properties, 'FunctionName'), functionOf(reader)), queue).toBe(true);
      }
      const runBy = (role: string): string[] => {
        const found = runs.find(({ where }) => where.includes(role));
        return found ? found.resources.map((arn) => arn.split(':').at(-1)!).sort() : [];
      };
      const runs = roleStatements(resources).filter(({ where, actions }) =>
        actions.includes('lambda:InvokeFunction') && !where.includes('SchedulesCaller')
      );
      expect(runs).toHaveLength(3);
      expect(runBy('-platform/dispatchjobsRole')).toEqual(
        [...jobs.values()].filter(({ length }) => length > 1).flat()
          .map(({ id }) => at(functionOf(id).properties, 'FunctionName')).sort(),
      );
      // What the pages ask in a function of its own.
      expect(runBy('-web/renderpageRole')).toEqual([
        at(functionOf('search/search-products').properties, 'FunctionName'),
      ]);
      // What an operator asks again.
      expect(runBy('-platform-operator/redrivedeadlettersRole')).toEqual([`jishi-${stage.name}-*`]);
    });
  });

  describe('what is kept', () => {
    it('is encrypted at rest [SEC-02] [MER-25]', () => {
      const ownKey = stage.encryption === 'customer-managed';
      const table = ofType('AWS::DynamoDB::GlobalTable')[0]!;
      // Without a specification DynamoDB encrypts with a key of AWS's own; it cannot be turned off.
      expect(at(table.properties, 'SSESpecification.SSEEnabled')).toBe(ownKey ? true : undefined);
      for (const { where, properties } of ofType('AWS::S3::Bucket')) {
        const rule = at(
          properties,
          'BucketEncryption.ServerSideEncryptionConfiguration.0.ServerSideEncryptionByDefault',
        );
        expect(at(rule, 'SSEAlgorithm'), where).toBe(ownKey ? 'aws:kms' : 'AES256');
      }
      for (const { where, properties } of ofType('AWS::SQS::Queue')) {
        expect(at(properties, ownKey ? 'KmsMasterKeyId' : 'SqsManagedSseEnabled'), where).toBeTruthy();
      }
      for (const { where, properties } of ofType('AWS::Logs::LogGroup')) {
        // Without a key CloudWatch encrypts with one of its own.
        expect(at(properties, 'KmsKeyId') !== undefined, where).toBe(ownKey);
      }
    });

    it('is reached over TLS alone, and never by the public [SEC-01]', () => {
      const policies = ofType('AWS::S3::BucketPolicy', 'AWS::SQS::QueuePolicy');
      for (const kept of ofType('AWS::S3::Bucket', 'AWS::SQS::Queue')) {
        const refusals = policies
          .filter(({ stack, properties }) => stack === kept.stack && refersTo(properties, kept))
          .flatMap(({ properties }) => listAt(properties, 'PolicyDocument.Statement'))
          .filter(
            (statement) =>
              at(statement, 'Effect') === 'Deny' && at(statement, 'Condition.Bool.aws:SecureTransport') === 'false',
          );
        expect(refusals, kept.where).not.toEqual([]);
      }
      for (const { where, properties } of ofType('AWS::S3::Bucket')) {
        expect(at(properties, 'PublicAccessBlockConfiguration'), where).toEqual({
          BlockPublicAcls: true,
          BlockPublicPolicy: true,
          IgnorePublicAcls: true,
          RestrictPublicBuckets: true,
        });
      }
    });

    it('can be brought back to any second of the last weeks, and fully where the stage has backups [BAK-02]', () => {
      const table = ofType('AWS::DynamoDB::GlobalTable')[0]!;
      expect(at(table.properties, 'Replicas.0.PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled')).toBe(true);
      const selections = ofType('AWS::Backup::BackupSelection');
      expect(selections).toHaveLength(stage.backups ? 1 : 0);
      for (const { where, properties } of selections) {
        expect(written(at(properties, 'BackupSelection.Resources')), where).toContain(`:table/jishi-${stage.name}`);
      }
    });

    it('is backed up daily, weekly and monthly where the stage says so; logins stay with the user pool [BAK-01 part]', () => {
      const rules = ofType('AWS::Backup::BackupPlan').flatMap(({ properties }) =>
        listAt(properties, 'BackupPlan.BackupPlanRule')
      );
      const kept = rules.map((rule) => [at(rule, 'RuleName'), at(rule, 'Lifecycle.DeleteAfterDays')]);
      expect(kept).toEqual(Object.entries(stage.backups ?? {}));
      expect(rules.map((rule) => at(rule, 'ScheduleExpression'))).toEqual(
        stage.backups ? ['cron(0 18 * * ? *)', 'cron(0 18 ? * SUN *)', 'cron(0 18 1 * ? *)'] : [],
      );
    });

    it('of a merchant is in the backups, papers included, where the stage has any [MER-25]', () => {
      const backedUp = ofType('AWS::Backup::BackupSelection').flatMap(({ properties }) =>
        listAt(properties, 'BackupSelection.Resources').map(written)
      );
      const kept = [`:table/jishi-${stage.name}`, `:::jishi-${stage.name}-documents-`];
      expect(backedUp).toEqual(stage.backups ? kept.map((name) => expect.stringContaining(name) as string) : []);
    });

    it('in the vault of backups is encrypted, locked, and somebody is woken when one fails [BAK-07]', () => {
      const vaults = ofType('AWS::Backup::BackupVault');
      expect(vaults).toHaveLength(stage.backups ? 1 : 0);
      for (const { properties, deletionPolicy } of vaults) {
        expect(at(properties, 'EncryptionKeyArn')).toBeDefined();
        expect(at(properties, 'LockConfiguration')).toEqual({
          MinRetentionDays: Math.min(...Object.values(stage.backups!)),
          ChangeableForDays: 3,
        });
        expect(deletionPolicy).toBe('Retain');
      }
      const failed = ofType('AWS::CloudWatch::Alarm').filter(({ properties }) =>
        at(properties, 'MetricName') === 'NumberOfBackupJobsFailed'
      );
      expect(failed).toHaveLength(stage.backups ? 1 : 0);
      for (const { properties } of failed) {
        expect(listAt(properties, 'Dimensions')).toEqual([
          { Name: 'BackupVaultName', Value: at(vaults[0]!.properties, 'BackupVaultName') },
        ]);
        expect(listAt(properties, 'AlarmActions')).not.toEqual([]);
      }
    });

    it('as a document or an export, keeps what it was before; old documents and broken uploads go by themselves [BAK-08]', () => {
      for (const name of ['documents', 'exports']) {
        const { properties } = ofType('AWS::S3::Bucket').find((bucket) =>
          written(at(bucket.properties, 'BucketName')).includes(name)
        )!;
        expect(at(properties, 'VersioningConfiguration.Status'), name).toBe('Enabled');
        const [rule] = listAt(properties, 'LifecycleConfiguration.Rules');
        expect(at(rule, 'Status'), name).toBe('Enabled');
        expect(at(rule, 'AbortIncompleteMultipartUpload.DaysAfterInitiation'), name).toBe(7);
        expect(at(rule, 'NoncurrentVersionExpiration.NoncurrentDays'), name).toBe(
          name === 'documents' ? 365 : undefined,
        );
      }
    });

    it('stays when a stack goes, where the stage keeps its data', () => {
      const stores = ofType('AWS::DynamoDB::GlobalTable', 'AWS::S3::Bucket', 'AWS::Cognito::UserPool');
      expect(stores).toHaveLength(6);
      for (const { where, deletionPolicy } of stores) {
        expect(deletionPolicy, where).toBe(stage.keepData ? 'Retain' : 'Delete');
      }
      expect(stacks.find(({ name }) => name.endsWith('-foundation'))!.protected).toBe(stage.keepData);
    });

    it("as a log, is kept for the stage's number of days and no longer", () => {
      for (const { where, properties } of ofType('AWS::Logs::LogGroup')) {
        expect(at(properties, 'RetentionInDays'), where).toBe(stage.logs.days);
      }
      for (const { where, properties } of ofType('AWS::Lambda::Function')) {
        expect(at(properties, 'LoggingConfig.LogGroup'), where).toBeDefined();
      }
    });
  });

  it('sweep and relay in as many lanes as the stage says, each sweep with its share', () => {
    const sweeps = ofType('AWS::Scheduler::Schedule').filter(({ properties }) =>
      String(at(properties, 'Name')).startsWith(`jishi-${stage.name}-platform-sweep-deadlines`)
    );
    expect(sweeps).toHaveLength(stage.lanes.sweep);
    const shares = sweeps.map(({ properties }) => JSON.parse(String(at(properties, 'Target.Input') ?? '{}')));
    expect(shares).toEqual(
      stage.lanes.sweep === 1 ? [{}] : sweeps.map((_, lane) => ({ lane, lanes: stage.lanes.sweep })),
    );
    const [relay] = ofType('AWS::Lambda::EventSourceMapping').filter(({ properties }) =>
      at(properties, 'StartingPosition')
    );
    expect(at(relay?.properties, 'ParallelizationFactor')).toBe(stage.lanes.relay);
  });

  it('scale by themselves: the table, and the workers behind each queue [PER-01]', () => {
    const table = ofType('AWS::DynamoDB::GlobalTable')[0]!;
    if (stage.capacity.billing === 'on-demand') expect(at(table.properties, 'BillingMode')).toBe('PAY_PER_REQUEST');
    else {
      const settings = 'WriteProvisionedThroughputSettings.WriteCapacityAutoScalingSettings';
      expect(at(table.properties, `${settings}.MaxCapacity`)).toBe(stage.capacity.write.max);
      for (const index of listAt(table.properties, 'GlobalSecondaryIndexes')) {
        expect(at(index, `${settings}.MaxCapacity`)).toBe(stage.capacity.write.max);
      }
    }
    const mappings = ofType('AWS::Lambda::EventSourceMapping').filter(({ properties }) =>
      at(properties, 'ScalingConfig')
    );
    expect(mappings).toHaveLength(queueNames.length);
    for (const name of queueNames) {
      const mapping = mappings.find(({ properties }) =>
        written(at(properties, 'EventSourceArn')).endsWith(`-jobs-${name}`)
      );
      expect(at(mapping?.properties, 'ScalingConfig.MaximumConcurrency'), name).toBe(queues[name].concurrency);
    }
  });

  it('stand in no single place: what AWS runs in several zones of a region by itself, and nothing else [PER-02]', () => {
    const services = new Set(resources.map(({ type }) => type.split('::')[1]));
    const spread = [
      ...[
        'ApiGatewayV2',
        'Backup',
        'CloudFront',
        'CloudWatch',
        'Cognito',
        'DynamoDB',
        'Events',
        'IAM',
        'KMS',
        'Lambda',
        'Logs',
      ],
      ...['S3', 'SES', 'SNS', 'SQS', 'Scheduler'],
    ];
    expect([...services].filter((service) => !spread.includes(service!))).toEqual([]);
    // A function in a network of its own stands where its subnets are; a bucket may choose a class of one zone.
    for (const { where, properties } of ofType('AWS::Lambda::Function')) {
      expect(at(properties, 'VpcConfig'), where).toBeUndefined();
    }
    expect(JSON.stringify(ofType('AWS::S3::Bucket'))).not.toMatch(/ONEZONE|AvailabilityZone/);
  });

  it('show how fast, how much and how well things go, and what of the capacity is used, at one place [MON-01]', () => {
    const [dashboard, ...others] = ofType('AWS::CloudWatch::Dashboard');
    expect(others).toEqual([]);
    const shown = written(at(dashboard!.properties, 'DashboardBody'));
    const metrics = {
      responseTime: 'Latency',
      throughput: 'Count',
      processingSpeed: 'Duration',
      errors: ['4xx', '5xx', 'Errors'],
      resources: ['ConcurrentExecutions', 'Throttles', 'ConsumedReadCapacityUnits', 'ConsumedWriteCapacityUnits'],
    };
    for (const metric of Object.values(metrics).flat()) expect(shown).toMatch(new RegExp(`"${metric}\\\\?"`));
    const hundredth = shown.match(/p99/g) ?? [];
    expect(hundredth.length).toBeGreaterThanOrEqual(2);
  });

  it('wake somebody with a sentence that says what goes wrong, where the stage has alarms', () => {
    const alarms = ofType('AWS::CloudWatch::Alarm');
    expect(alarms.length > 0).toBe(stage.alarmMail !== undefined);
    for (const { where, properties } of alarms) {
      expect(at(properties, 'AlarmDescription'), where).toMatch(/^.{20,}\.$/);
      expect(listAt(properties, 'AlarmActions').map(written).join(), where).toMatch(/:sns:.*-alarms$/);
    }
    const mayTell = ofType('AWS::SNS::TopicPolicy').flatMap(({ properties }) =>
      listAt(properties, 'PolicyDocument.Statement').filter((statement) =>
        at(statement, 'Effect') === 'Allow' && at(statement, 'Principal.Service') === 'cloudwatch.amazonaws.com'
        && at(statement, 'Action') === 'sns:Publish'
      )
    );
    expect(mayTell).toHaveLength(stage.alarmMail ? 1 : 0);
  });

  it('wake somebody when work waits too long or is given up, payments fail, or the provider and the books disagree [MON-02]', () => {
    const alarms = ofType('AWS::CloudWatch::Alarm').map(({ properties }) => properties);
    if (!stage.alarmMail) {
      expect(alarms).toEqual([]);
      return;
    }
    const queuesOf = (metric: string): string[] =>
      alarms.filter((one) => at(one, 'MetricName') === metric)
        .flatMap((one) => listAt(one, 'Dimensions').map((dimension) => written(at(dimension, 'Value')))).toSorted();
    const all = ofType('AWS::SQS::Queue').map(({ properties }) => written(at(properties, 'QueueName'))).toSorted();
    const isDead = (name: string): boolean => name.endsWith('-dead');
    expect(queuesOf('ApproximateNumberOfMessagesVisible')).toEqual(all.filter(isDead));
    expect(queuesOf('ApproximateAgeOfOldestMessage')).toEqual(all.filter((name) => !isDead(name)));

    const looked = alarms.flatMap((one) => [
      ...listAt(one, 'Dimensions'),
      ...listAt(one, 'Metrics').flatMap((metric) => listAt(metric, 'MetricStat.Metric.Dimensions')),
    ]).filter((dimension) => at(dimension, 'Name') === 'FunctionName').map((dimension) => at(dimension, 'Value'));
    const named = looked.filter((value) => typeof value === 'string').map((value) =>
      value.replace(/^jishi-[a-z]+-/, '')
    );
    const there = ofType('AWS::Lambda::Function').map(({ properties }) => at(properties, 'FunctionName'));
    expect(looked.filter((value) => typeof value === 'string').filter((value) => !there.includes(value))).toEqual([]);
    expect(named).toEqual(
      expect.arrayContaining([
        'ordering-on-payment-declined',
        'ordering-on-payment-captured',
        'payments-on-discrepancy-found',
      ]),
    );
  });

  it('keep what browsers load at the edge, compressed: files as long as the edge likes, pages as long as they say [UIX-07]', () => {
    const [distribution, ...others] = ofType('AWS::CloudFront::Distribution');
    expect(others).toEqual([]);
    const config = at(distribution!.properties, 'DistributionConfig');
    /** CloudFront's own CachingOptimized: a day where nothing is said, and with gzip and Brotli kept apart. */
    const optimized = '658327ea-f89d-4fab-a63d-7e88639e58f6';
    const behaviours = listAt(config, 'CacheBehaviors');
    for (const path of ['/assets/*', '/media/*', '/sitemaps/*', '/console', '/console/*']) {
      const behaviour = behaviours.find((one) => at(one, 'PathPattern') === path);
      expect([at(behaviour, 'Compress'), at(behaviour, 'CachePolicyId')], path).toEqual([true, optimized]);
    }
    const pages = at(config, 'DefaultCacheBehavior');
    expect(at(pages, 'Compress')).toBe(true);
    const [policy] = ofType('AWS::CloudFront::CachePolicy');
    expect(refersTo(at(pages, 'CachePolicyId'), policy!)).toBe(true);
    expect(at(policy!.properties, 'CachePolicyConfig')).toMatchObject({
      MinTTL: 0,
      DefaultTTL: 0,
      ParametersInCacheKeyAndForwardedToOrigin: {
        EnableAcceptEncodingBrotli: true,
        EnableAcceptEncodingGzip: true,
        CookiesConfig: { CookieBehavior: 'none' },
      },
    });
  });

  it('answer over TLS 1.2 or later alone, where the stage has a domain; AWS gives its own addresses no other door [SEC-01]', () => {
    const hosts = ofType('AWS::ApiGatewayV2::DomainName');
    expect(hosts).toHaveLength(stage.domain ? 1 : 0);
    for (const { properties } of hosts) {
      expect(listAt(properties, 'DomainNameConfigurations').map((one) => at(one, 'SecurityPolicy'))).toEqual([
        'TLS_1_2',
      ]);
    }
    for (const { where, properties } of ofType('AWS::ApiGatewayV2::Api')) {
      expect(at(properties, 'ProtocolType'), where).toBe('HTTP');
    }
  });

  it('answer at one host by the paths of the API description, where the stage has a domain [PLT-01]', () => {
    const keys = ofType('AWS::ApiGatewayV2::ApiMapping').map(({ properties }) => at(properties, 'ApiMappingKey'));
    expect(keys.sort()).toEqual(stage.domain ? ['merchant', 'operator', 'shop'] : []);
  });

  it('try a fact for as long as the stream keeps it [PLT-03]', () => {
    const streams = ofType('AWS::Lambda::EventSourceMapping').filter(({ properties }) =>
      at(properties, 'StartingPosition')
    );
    expect(streams).not.toEqual([]);
    for (const { where, properties } of streams) {
      expect(at(properties, 'MaximumRetryAttempts'), where).toBeUndefined();
      expect(at(properties, 'MaximumRecordAgeInSeconds'), where).toBeUndefined();
    }
  });
});

describe('the templates of the default stage', () => {
  /** What is free, or priced by use, as long as nobody uses it. A type that is not listed is judged here first. */
  const freeWhileIdle = [
    'AWS::ApiGatewayV2::Api',
    'AWS::ApiGatewayV2::Authorizer',
    'AWS::ApiGatewayV2::Integration',
    'AWS::ApiGatewayV2::Route',
    'AWS::ApiGatewayV2::Stage',
    'AWS::CloudFront::CachePolicy',
    'AWS::CloudFront::Distribution',
    'AWS::CloudFront::Function',
    'AWS::CloudFront::OriginAccessControl',
    'AWS::CloudFront::ResponseHeadersPolicy',
    'AWS::CloudWatch::Dashboard',
    'AWS::Cognito::UserPool',
    'AWS::Cognito::UserPoolClient',
    'AWS::Cognito::UserPoolGroup',
    'AWS::DynamoDB::GlobalTable',
    'AWS::Events::EventBus',
    'AWS::Events::Rule',
    'AWS::IAM::Role',
    'AWS::Lambda::EventInvokeConfig',
    'AWS::Lambda::EventSourceMapping',
    'AWS::Lambda::Function',
    'AWS::Lambda::Permission',
    'AWS::Logs::LogGroup',
    'AWS::S3::Bucket',
    'AWS::S3::BucketPolicy',
    'AWS::SES::ConfigurationSet',
    'AWS::SES::ConfigurationSetEventDestination',
    'AWS::SQS::Queue',
    'AWS::SQS::QueuePolicy',
    'AWS::Scheduler::Schedule',
  ];

  it('hold nothing that is billed by the hour', async () => {
    const resources = (await stacksOf('dev')).flatMap((stack) => stack.resources);
    expect(
      resources.filter(({ type }) => !freeWhileIdle.includes(type)).map(({ where, type }) => `${where}: ${type}`),
    ).toEqual([]);
    const provisioned = resources.filter(({ properties }) =>
      /"(WriteP|P)rovisioned(Throughput(Settings)?|ConcurrencyConfig|PollerConfig)"/.test(
        JSON.stringify(properties ?? null),
      )
    );
    expect(provisioned.map(({ where }) => where)).toEqual([]);
  });
});

describe('a use case', () => {
  it.each([
    ['endpoint', 7, manyEndpoints(11), manyEndpoints(10)],
    ['job', 6, sampleUseCases, sampleUseCases.filter(({ contract }) => contract.door !== 'job')],
  ])('behind the door %s takes at most %i resources', async (_, limit, withIt, withoutIt) => {
    const count = async (declarations: typeof withIt): Promise<number> =>
      (await stacksOf('prod', declarations)).reduce((sum, { resources }) => sum + resources.length, 0);
    expect((await count(withIt)) - (await count(withoutIt))).toBeLessThanOrEqual(limit);
  });
});

/** Bytes of a policy once deployed: references become account numbers and names. */
const resolvedSize = (document: ReturnType<typeof at>): number =>
  JSON.stringify(
    document,
    (_, value) => typeof value === 'object' && value !== null && 'Fn::Join' in value ? written(value) : value,
  ).length;
