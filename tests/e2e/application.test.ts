import { describe, expect, it } from 'vitest';
import { inboxOf, settled, until } from '../support/control.ts';
import { content } from '../support/listings.ts';
import { applicant, judge, submitComplete, supplyDocument, theReviewer } from '../support/merchants.ts';
import { key, refusal } from '../support/people.ts';

describe('Given a merchant whose application is under review', () => {
  it('when it is sent back for two items, then those alone are supplied anew, and the shop may sell once they pass [MER-05] [MER-07]', async () => {
    const one = await applicant();
    const { merchantId, call } = one;
    const state = async () => (await call('GET /merchant/v1/application', {})).state;
    expect(await state()).toBe('draft');
    await submitComplete(one);
    expect(await state()).toBe('submitted');
    expect(await refusal(call('POST /merchant/v1/listings', await content(), key()))).toBe('merchant-not-approved');
    const failed = ['taxRegistration', 'businessScope'] as const;
    await judge(merchantId, { failed });
    expect(await state()).toBe('in-review');
    const { call: review } = await theReviewer();
    await review('POST /operator/v1/applications/{merchantId}/supplement', { merchantId }, key());
    await settled();

    const [mail] = await until(() => inboxOf(one.login), ([newest]) => newest?.kind === 'SendEmail');
    for (const item of failed) expect(mail!.text).toContain(`${item} is not readable`);
    const sentBack = await call('GET /merchant/v1/application', {});
    expect(sentBack.state).toBe('supplement-asked');
    expect(sentBack.progress.filter(({ result }) => result === 'fail').map(({ item }) => item).toSorted()).toEqual(
      [...failed].toSorted(),
    );
    expect(sentBack.progress.filter(({ result }) => result === 'pass')).toHaveLength(
      sentBack.progress.length - failed.length,
    );
    expect(await refusal(supplyDocument(one, 'businessLicence'))).toBe('item-passed');
    await supplyDocument(one, 'taxRegistration');
    expect(await refusal(call('POST /merchant/v1/application/submit', {}, key()))).toBe('application-incomplete');
    await call('PATCH /merchant/v1/application', { businessScope: 'Selling pottery, nothing else' });
    await call('POST /merchant/v1/application/submit', {}, key());

    const again = await review('GET /operator/v1/applications/{merchantId}', { merchantId });
    expect(again.progress.filter(({ result }) => result === 'open').map(({ item }) => item).toSorted()).toEqual(
      [...failed].toSorted(),
    );
    await judge(merchantId, { only: failed });
    expect(await review('POST /operator/v1/applications/{merchantId}/approve', { merchantId }, key())).toMatchObject({
      state: 'approved',
      round: 2,
    });
    expect(await state()).toBe('approved');
    expect(await call('POST /merchant/v1/listings', await content(), key())).toMatchObject({ state: 'draft' });
  });
});
