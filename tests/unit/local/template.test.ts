import { describe, expect, it } from 'vitest';
import { resolveStacks, type Stack } from '../../../local/deployment/template.ts';
import { foundation, ordering, place } from './fixtures/stacks.ts';

const resolve = (...stacks: Stack[]) => resolveStacks(stacks, place, (service, name) => `${service} ${name}`);
const stack = (value: unknown): Stack => ({
  name: 's',
  template: { Resources: { One: { Type: 'AWS::SQS::Queue', Properties: { value } } } },
});
const valueOf = (value: unknown): unknown => resolve(stack(value))[0]!.properties.value;

describe('template', () => {
  const resources = new Map(
    resolve(foundation, ordering).map((resource) => [`${resource.stack}/${resource.logicalId}`, resource]),
  );
  const properties = (id: string): Record<string, unknown> => resources.get(id)!.properties as Record<string, unknown>;

  it('gives each resource plain properties', () => {
    expect(properties('shop-ordering/PlaceOrder')).toMatchObject({
      Role: 'arn:aws:iam::000000000000:role/shop-ordering-Role',
      Environment: {
        Variables: {
          USE_CASE: 'ordering/place-order',
          QUEUE: 'http://127.0.0.1:4002/000000000000/shop-ordering-Jobs',
          SECRET: 'secretsmanager jishi/dev/carrier-key',
          LITERAL: 'b ${Kept}',
        },
      },
    });
    expect(properties('shop-ordering/Jobs').RedrivePolicy).toEqual({
      deadLetterTargetArn: 'arn:aws:sqs:us-east-1:000000000000:shop-dead',
      maxReceiveCount: 3,
    });
  });

  it('leaves out what has no value', () => {
    const { Variables } = properties('shop-ordering/PlaceOrder').Environment as { Variables: object };
    expect(Variables).not.toHaveProperty('ABSENT');
  });

  it('follows references from stack to stack', () => {
    expect(properties('shop-ordering/StreamMapping').EventSourceArn).toBe(
      'arn:aws:dynamodb:us-east-1:000000000000:table/shop/stream/local',
    );
  });

  it('leaves out resources whose condition does not hold', () => {
    expect(resources.has('shop-ordering/Elsewhere')).toBe(false);
  });

  it('keeps the conditions of policy statements', () => {
    const [policy] = properties('shop-ordering/Role').Policies as { PolicyDocument: { Statement: object[] } }[];
    expect(policy!.PolicyDocument.Statement[0]).toMatchObject({
      Resource: 'arn:aws:dynamodb:us-east-1:000000000000:table/shop',
      Condition: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['ORDER#*'] } },
    });
  });

  it.each([
    [{ 'Fn::Transform': {} }, 'does not know Fn::Transform'],
    [{ Ref: 'Nowhere' }, 'refers to Nowhere'],
    [{ 'Fn::ImportValue': 'nothing' }, 'No stack exports nothing'],
    [{ 'Fn::If': ['Missing', 1, 2] }, 'no condition Missing'],
  ])('refuses %j', (value, message) => {
    expect(() => valueOf(value)).toThrow(message);
  });
});
