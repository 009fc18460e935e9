import { describe, expect, it } from 'vitest';
import { readDeployment } from '../../../local/deployment/deployment.ts';
import { accessKeyOf } from '../../../local/deployment/identifiers.ts';
import { resolveStacks } from '../../../local/deployment/template.ts';
import { foundation, ordering, place } from './fixtures/stacks.ts';

describe('deployment', () => {
  const deployment = readDeployment(
    resolveStacks([foundation, ordering], place, (_, name) => name),
    place,
  );

  it('tells of a function where its bundle is and how it is tried', () => {
    expect(deployment.functions.get('shop-place-order')).toMatchObject({
      useCase: 'ordering/place-order',
      bundle: 'ordering-place-order',
      handler: 'index.handler',
      timeoutMs: 10_000,
      memoryMb: 512,
      retries: 1,
      onFailure: 'arn:aws:sqs:us-east-1:000000000000:shop-dead',
    });
  });

  it('gives each API its routes, with the function and the authorizer behind each', () => {
    expect(deployment.apis).toMatchObject([
      {
        audience: 'shop',
        cors: { AllowOrigins: ['https://shop.example'] },
        routes: [{ routeKey: 'POST /v1/orders', functionName: 'shop-place-order', scopes: [] }],
      },
    ]);
    const [route] = deployment.apis[0]!.routes;
    expect(route!.authorizer!.issuer).toMatch(/^https:\/\/cognito-idp\.us-east-1\.amazonaws\.com\/us-east-1_\w+$/);
    expect(route!.authorizer!.audience).toEqual([expect.stringMatching(/^\w{26}$/)]);
  });

  it('tells what a queue, a stream and a schedule set off', () => {
    expect(deployment.queueMappings).toEqual([
      {
        queueArn: 'arn:aws:sqs:us-east-1:000000000000:shop-ordering-Jobs',
        functionName: 'shop-place-order',
        batchSize: 10,
        concurrency: 2,
      },
    ]);
    expect(deployment.streamMappings).toMatchObject([
      { functionName: 'shop-place-order', filters: [{ eventName: ['INSERT'] }] },
    ]);
    expect(deployment.schedules).toMatchObject([
      { name: 'daily', expression: 'cron(0 2 * * ? *)', timeZone: 'Asia/Shanghai', functionName: 'shop-place-order' },
    ]);
  });

  it('gives each function an access key of its own, with the statements of its role', () => {
    expect(deployment.policies.get(accessKeyOf('shop-place-order'))).toMatchObject({
      functionName: 'shop-place-order',
      statements: [{ Effect: 'Allow', Action: 'dynamodb:PutItem' }],
    });
  });
});
