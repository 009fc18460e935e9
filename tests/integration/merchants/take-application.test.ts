import { beforeAll, describe, expect, it } from 'vitest';
import { itemAt, whileHeld } from '../../support/desks.ts';
import {
  applicant,
  judge,
  merchant,
  submitComplete,
  supplyDocument,
  theReviewer,
  type Merchant,
} from '../../support/merchants.ts';
import { key, refusal, staff, type Person } from '../../support/people.ts';

let reviewer: Person;

beforeAll(async () => {
  reviewer = await theReviewer();
});

const findings = [{ item: 'company' as const, passed: false, comment: 'not in the register' }];

describe('an application that was approved', () => {
  let one: Merchant;
  beforeAll(async () => {
    one = await merchant();
  });

  it('is not reviewed once more [MER-06]', async () => {
    const { merchantId } = one;
    const { call } = reviewer;
    expect(await refusal(call('POST /operator/v1/applications/{merchantId}/take', { merchantId }, key()))).toBe(
      'illegal-step',
    );
    expect(await refusal(call('POST /operator/v1/applications/{merchantId}/findings', { merchantId, findings }, key())))
      .toBe('illegal-step');
    expect(await refusal(call('POST /operator/v1/applications/{merchantId}/supplement', { merchantId }, key()))).toBe(
      'illegal-step',
    );
    expect(
      await refusal(
        call('POST /operator/v1/applications/{merchantId}/reject', { merchantId, reason: 'late doubts' }, key()),
      ),
    ).toBe('illegal-step');
  });

  it('is not written or sent in once more [MER-04]', async () => {
    const { items } = await one.call('GET /merchant/v1/agreements', {});
    const agreements = items.map(({ kind, version }) => ({ kind, version }));
    expect(await refusal(one.call('POST /merchant/v1/application/agreements', { agreements }, key()))).toBe(
      'illegal-step',
    );
    expect(await refusal(one.call('POST /merchant/v1/application/submit', {}, key()))).toBe('illegal-step');
    expect(await refusal(supplyDocument(one, 'businessLicence'))).toBe('illegal-step');
  });

  it('makes a shop that is suspended and reinstated by turns', async () => {
    const { merchantId } = one;
    const { call } = await staff('operator');
    const step = (name: 'suspend' | 'reinstate') =>
      call(`POST /operator/v1/merchants/{merchantId}/${name}`, { merchantId, reason: 'test' }, key());
    expect(await refusal(step('reinstate'))).toBe('illegal-step');
    await step('suspend');
    expect(await refusal(step('suspend'))).toBe('illegal-step');
    expect(await itemAt(await staff('finance'), 'suspended-shops', merchantId)).toMatchObject({
      shows: { reason: 'test' },
    });
    expect(await whileHeld('suspended-shops', merchantId, 'operator', () => step('reinstate'))).toBe(
      'taken-by-another',
    );
    await step('reinstate');
  });
});

describe('an application under review', () => {
  it('is decided by its reviewer alone, and sent back or turned down for something only [MER-06]', async () => {
    const one = await applicant();
    const { merchantId } = one;
    await submitComplete(one);
    expect(
      await refusal(
        one.call('PUT /merchant/v1/shop/payout-account', { token: 'acct_1', holder: 'Blue Teapot Ltd' }, key()),
      ),
    ).toBe('merchant-not-approved');
    await judge(merchantId);
    const other = await staff('reviewer');
    const refused = (step: 'take' | 'findings' | 'approve' | 'supplement' | 'reject') =>
      refusal(
        other.call(`POST /operator/v1/applications/{merchantId}/${step}`, {
          merchantId,
          ...(step === 'findings' && { findings }),
          ...(step === 'reject' && { reason: 'late doubts' }),
        } as never, key()),
      );
    for (const step of ['take', 'findings', 'approve'] as const) expect(await refused(step)).toBe('taken-by-another');
    await judge(merchantId, { failed: ['company'] });
    for (const step of ['supplement', 'reject'] as const) expect(await refused(step)).toBe('taken-by-another');
    await judge(merchantId);
    const { call } = reviewer;
    expect(await refusal(call('POST /operator/v1/applications/{merchantId}/supplement', { merchantId }, key()))).toBe(
      'review-incomplete',
    );
    expect(
      await refusal(
        call('POST /operator/v1/applications/{merchantId}/reject', { merchantId, reason: 'no reason' }, key()),
      ),
    ).toBe('review-incomplete');
  });
});
