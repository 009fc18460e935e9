import { describe, expect, it } from 'vitest';
import { addressesOf } from '../../infra/addresses.ts';
import { synthesize } from '../../infra/app.ts';
import { useCaseFile } from '../../infra/declarations.ts';
import { stageNamed, stages } from '../../infra/stages.ts';
import { declared, stacksOf } from './templates.ts';

describe('stages', () => {
  it('are found by name', () => {
    for (const stage of stages) expect(stageNamed(stage.name)).toBe(stage);
  });

  it('are listed when the name is wrong', async () => {
    await expect(synthesize({ stage: 'production', declarations: [] })).rejects.toThrow(
      'There is no stage "production" in infra/stages.ts: choose one of dev, prod with -c stage=<name>',
    );
  });
});

describe('what is told to others', () => {
  it('goes over TLS alone, wherever money or people are concerned [PAY-08] [SEC-01]', () => {
    const there = ['PAYMENT_PROVIDER_URL', 'CARRIER_SWIFT_URL', 'CARRIER_POSTAL_URL'] as const;
    for (const { name, settings } of stages) {
      for (const address of there) expect(settings[address], `${name} ${address}`).toMatch(/^https:\/\//);
      expect(settings.CARRIER_EASYPOST_URL, name).toMatch(/^(https:\/\/.*\/|none)$/);
      for (const service of String(settings.PUSH_SERVICES).split(' ')) expect(service).toMatch(/^https:\/\//);
    }
    const { domain, origins, settings } = stageNamed('prod');
    expect(domain).toBeDefined();
    for (const site of [...origins, settings.SHOP_SITE, settings.MERCHANT_SITE, settings.OPERATOR_SITE]) {
      expect(site).toMatch(/^https:\/\//);
    }
  });
});

describe('the counts of partitions of a spread list', () => {
  it('are powers of two, which share a byte of a hash evenly', () => {
    for (const { name, shards } of stages) {
      expect(shards.filter((count) => count > 256 || !Number.isInteger(Math.log2(count))), name).toEqual([]);
    }
  });
});

describe('names', () => {
  const at = addressesOf(stageNamed('prod'));

  it("are the use case's own everywhere", () => {
    expect(useCaseFile('functions/ordering/place-order.ts')).toEqual({
      id: 'ordering/place-order',
      context: 'ordering',
      name: 'place-order',
      operationId: 'ordering.placeOrder',
      file: 'functions/ordering/place-order.ts',
    });
    expect(at.function('ordering/place-order').name).toBe('jishi-prod-ordering-place-order');
    expect(at.queue('messages').name).toBe('jishi-prod-jobs-messages');
  });

  it('that Lambda would refuse are refused before anything is deployed', () => {
    expect(() => at.function(`ordering/${'place-'.repeat(10)}order`)).toThrow(/has \d+ characters, Lambda allows 64/);
  });
});

describe('stacks', () => {
  it('stay below 400 resources when all contexts have grown to 600 use cases together', async () => {
    const growth = 600 / declared.length;
    const sizes = (await stacksOf('prod')).map(({ name, resources }) => ({ name, grown: resources.length * growth }));
    expect(sizes.length).toBeGreaterThan(10);
    expect(sizes.filter(({ name, grown }) => grown >= 400 && name !== 'jishi-prod-foundation')).toEqual([]);
  });
});
