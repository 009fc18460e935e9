import { describe, expect, it } from 'vitest';
import { picture } from '../../../local/seed/picture.ts';
import { sha256Of } from '../../../local/visitors/shops.ts';
import type { DocumentType } from '../../../shared/merchants/application-items.ts';
import { hours } from '../../../shared/kernel/values/clock.ts';
import { inboxOf, pass, settled, until } from '../../support/control.ts';
import { itemAt, waitingAt, whileHeld } from '../../support/desks.ts';
import {
  applicant,
  companyOf,
  judge,
  merchant,
  paper,
  submitComplete,
  supplyDocument,
  theReviewer,
  upload,
} from '../../support/merchants.ts';
import { key, person, refusal, staff } from '../../support/people.ts';

describe('a draft', () => {
  it('opens one shop for its account [MER-01]', async () => {
    const one = await applicant();
    expect(await one.call('GET /merchant/v1/shop', {})).toMatchObject({
      merchantId: one.merchantId,
      state: 'applying',
      company: companyOf(one.login),
      currency: 'BRL',
    });
    const again = { company: companyOf(one.login), store: { name: { en: 'Second' } }, currency: 'BRL' as const };
    expect(await refusal(one.call('POST /merchant/v1/application', again, key()))).toBe('shop-exists');
  });

  it('takes documents of the signed type, size and content only, and attaches what was uploaded [MER-02]', async () => {
    const one = await applicant();
    const { call } = one;
    const ticket = await call('POST /merchant/v1/application/documents', {
      item: 'businessLicence',
      contentType: 'application/pdf',
      sha256: sha256Of(paper),
    });
    const attach = { item: 'businessLicence', documentId: ticket.documentId } as const;
    expect(await refusal(call('PUT /merchant/v1/application/documents/{item}', attach))).toBe('document-missing');
    const otherType = { ...ticket.upload, fields: { ...ticket.upload.fields, 'Content-Type': 'text/html' } };
    expect((await upload(otherType)).status).toBe(403);
    expect((await upload(ticket.upload, new Uint8Array(10 * 1024 * 1024 + 1))).status).toBe(400);
    expect((await upload(ticket.upload)).ok).toBe(true);
    expect((await upload(ticket.upload, `${paper}, another`)).status).toBe(400);
    const { progress } = await call('PUT /merchant/v1/application/documents/{item}', attach);
    expect(progress.find(({ item }) => item === 'businessLicence')).toMatchObject({
      heading: 'qualification',
      supplied: true,
      result: 'open',
    });
    expect(
      await refusal(
        call('POST /merchant/v1/application/documents', {
          item: 'businessLicence',
          contentType: 'text/html' as 'image/png',
          sha256: sha256Of(paper),
        }),
      ),
    ).toBe('invalid-input');
    for (const item of ['organisationCode', 'taxRegistration'] as const) await supplyDocument(one, item);
    const { items } = await call('GET /merchant/v1/application', {});
    expect(items).toMatchObject({
      businessLicence: { documentId: ticket.documentId },
      organisationCode: {},
      taxRegistration: {},
    });
  });

  it('takes no document that cannot be opened as what it is said to be', async () => {
    const { call } = await applicant();
    const attached = async (content: string | Uint8Array<ArrayBuffer>, contentType: DocumentType) => {
      const item = 'businessLicence';
      const ticket = await call('POST /merchant/v1/application/documents', {
        item,
        contentType,
        sha256: sha256Of(content),
      });
      expect((await upload(ticket.upload, content)).ok).toBe(true);
      return call('PUT /merchant/v1/application/documents/{item}', { item, documentId: ticket.documentId });
    };
    expect(await refusal(attached(paper, 'image/png'))).toBe('document-unfit');
    expect(await refusal(attached('<script>', 'application/pdf'))).toBe('document-unfit');
    expect(await refusal(attached(picture(1).subarray(0, 500), 'image/png'))).toBe('document-unfit');
    expect(await refusal(attached(picture(2), 'image/jpeg'))).toBe('document-unfit');
    await attached(picture(3), 'image/png');
  });

  it('is submitted with both agreements and every item, or not at all [MER-03] [MER-04] [MER-20]', async () => {
    const one = await applicant();
    expect(await refusal(one.call('POST /merchant/v1/application/submit', {}, key()))).toBe('agreements-not-accepted');
    const outdated = { agreements: [{ kind: 'service' as const, version: '2001-01' }] };
    expect(await refusal(one.call('POST /merchant/v1/application/agreements', outdated, key()))).toBe(
      'agreement-outdated',
    );
    const { items } = await one.call('GET /merchant/v1/agreements', {});
    await one.call('POST /merchant/v1/application/agreements', {
      agreements: items.map(({ kind, version }) => ({ kind, version })),
    }, key());
    expect(await refusal(one.call('POST /merchant/v1/application/submit', {}, key()))).toBe('application-incomplete');
    await submitComplete(one);
    expect(await one.call('GET /merchant/v1/application', {})).toMatchObject({
      state: 'submitted',
      round: 1,
      missing: [],
      missingAgreements: [],
      agreements: [
        { kind: 'service', version: '2026-11', at: expect.stringMatching(/Z$/) as string },
        { kind: 'entry', version: '2026-11', at: expect.stringMatching(/Z$/) as string },
      ],
      items: {
        store: { name: { en: 'Blue Teapot', zh: '蓝茶壶' } },
        businessScope: 'Making and selling pottery',
        businessCategory: 'Tea ware',
        legalRepresentative: { name: 'Ann Lee', identityNumber: '110101199001011234' },
      },
    });
  });

  it('belongs to nobody without a shop [IAM-20]', async () => {
    const { call } = await person();
    expect(await refusal(call('GET /merchant/v1/application', {}))).toBe('forbidden');
    const shopless = await staff('merchant');
    expect(await refusal(shopless.call('GET /merchant/v1/application', {}))).toBe('no-shop');
    expect(await refusal(shopless.call('POST /merchant/v1/application/submit', {}, key()))).toBe('no-shop');
  });
});

describe('a review', () => {
  it('goes item by item to the approval, and the shop opens [MER-05] [MER-06] [MER-16]', async () => {
    const one = await applicant();
    const { merchantId } = one;
    expect(await refusal(person().then(({ call }) => call('GET /shop/v1/shops/{merchantId}', { merchantId })))).toBe(
      'not-found',
    );
    await submitComplete(one);
    const { call } = await theReviewer();
    const queue = await waitingAt(await theReviewer(), 'applications');
    expect(queue.find(({ itemId }) => itemId === merchantId)).toMatchObject({
      shows: { state: 'submitted', company: 'Blue Teapot Ltd' },
    });
    const ages = queue.map(({ waitedSeconds }) => waitedSeconds);
    expect(ages).toEqual(ages.toSorted((a, b) => b - a));

    expect(await refusal(call('POST /operator/v1/applications/{merchantId}/approve', { merchantId }, key()))).toBe(
      'illegal-step',
    );
    await judge(merchantId, { only: ['company'] });
    expect(await refusal(call('POST /operator/v1/applications/{merchantId}/approve', { merchantId }, key()))).toBe(
      'review-incomplete',
    );
    await judge(merchantId);
    const seen = await call('GET /operator/v1/applications/{merchantId}', { merchantId });
    expect(seen.documents.map(({ item }) => item)).toEqual(['businessLicence', 'organisationCode', 'taxRegistration']);
    expect(await (await fetch(seen.documents[0]!.url)).text()).toContain('(A paper of a shop) Tj');
    await call('POST /operator/v1/applications/{merchantId}/approve', { merchantId }, key());

    expect(await one.call('GET /merchant/v1/application', {})).toMatchObject({ state: 'approved' });
    expect((await one.call('GET /merchant/v1/application/timeline', {})).items.map(({ event }) => event)).toEqual(
      expect.arrayContaining(
        [
          'application-opened',
          'agreements-accepted',
          'application-submitted',
          'review-started',
          'application-items-judged',
          'application-approved',
        ],
      ),
    );
    expect(await one.call('GET /shop/v1/shops/{merchantId}', { merchantId })).toEqual({
      merchantId,
      name: { en: 'Blue Teapot', zh: '蓝茶壶' },
    });
  });

  it('waits in a queue with its age; the desk tells how long reviews took, and how many each reviewer has done [MER-14]', async () => {
    const reviewer = await theReviewer();
    const figures = async () =>
      (await reviewer.call('GET /operator/v1/desks', {})).items.find(({ desk }) => desk === 'applications')!;
    const doneBy = ({ lastWeek }: Awaited<ReturnType<typeof figures>>) =>
      lastWeek.byPerson.find(({ accountId }) => accountId === reviewer.accountId)?.settled ?? 0;
    const before = await figures();
    const one = await applicant();
    await submitComplete(one);
    await pass(hours(3));
    await reviewer.signIn();
    const { waitedSeconds } = await itemAt(reviewer, 'applications', one.merchantId);
    expect(waitedSeconds).toBeGreaterThanOrEqual(3 * 3600);
    expect((await figures()).waiting).toBe(before.waiting + 1);
    await judge(one.merchantId);
    await reviewer.call('POST /operator/v1/applications/{merchantId}/approve', { merchantId: one.merchantId }, key());
    const after = await figures();
    expect(doneBy(after)).toBe(doneBy(before) + 1);
    expect(after.lastWeek.settled).toBe(before.lastWeek.settled + 1);
    expect(after.lastWeek.averageSeconds! * after.lastWeek.settled).toBeGreaterThanOrEqual(3 * 3600);
  });

  it('sends back what failed, at once by mail; the merchant supplies that alone [MER-07]', async () => {
    const one = await applicant();
    const { merchantId } = one;
    await submitComplete(one);
    await judge(merchantId, { failed: ['businessLicence'] });
    const { call } = await theReviewer();
    await call('POST /operator/v1/applications/{merchantId}/supplement', { merchantId }, key());
    await settled();
    const [mail] = await until(() => inboxOf(one.login), ([newest]) => newest?.kind === 'SendEmail');
    expect(mail).toMatchObject({
      subject: 'Your application needs supplements',
      text: expect.stringContaining('businessLicence is not readable') as string,
    });

    expect(await one.call('GET /merchant/v1/application', {})).toMatchObject({
      state: 'supplement-asked',
      missing: ['businessLicence'],
    });
    expect(await refusal(one.call('PATCH /merchant/v1/application', { businessScope: 'Weapons' }))).toBe('item-passed');
    expect(await refusal(one.call('POST /merchant/v1/application/submit', {}, key()))).toBe('application-incomplete');
    await supplyDocument(one, 'businessLicence');
    await one.call('POST /merchant/v1/application/submit', {}, key());
    expect(await refusal(one.call('PATCH /merchant/v1/application', { businessScope: 'Weapons' }))).toBe(
      'illegal-step',
    );
    await judge(merchantId, { only: ['businessLicence'] });
    expect(await call('POST /operator/v1/applications/{merchantId}/approve', { merchantId }, key())).toMatchObject({
      state: 'approved',
      round: 2,
    });
  });

  it('turns down for good, with the reason [MER-05] [MER-16]', async () => {
    const one = await applicant();
    const { merchantId } = one;
    await submitComplete(one);
    await judge(merchantId, { failed: ['company'] });
    const { call } = await theReviewer();
    await call('POST /operator/v1/applications/{merchantId}/reject', { merchantId, reason: 'a shell company' }, key());
    expect(await one.call('GET /merchant/v1/application', {})).toMatchObject({
      state: 'rejected',
      reason: 'a shell company',
    });
    expect(await one.call('GET /merchant/v1/shop', {})).toMatchObject({ state: 'rejected' });
    expect(await refusal(one.call('PATCH /merchant/v1/shop', { name: { en: 'Still here' } }))).toBe(
      'merchant-not-approved',
    );
  });

  it('is remembered after 48 hours', async () => {
    const one = await applicant();
    await submitComplete(one);
    const reviewer = await theReviewer();
    await pass(hours(49));
    await reviewer.signIn();
    expect(await itemAt(reviewer, 'applications', one.merchantId)).toMatchObject({ breached: true });
    const mails = await inboxOf(reviewer.login);
    expect(mails.map(({ subject }) => subject)).toContain('Something waits for somebody to take it');
  });
});

describe('supplements', () => {
  it('that do not come within 30 days end the application', async () => {
    const one = await applicant();
    await submitComplete(one);
    await judge(one.merchantId, { failed: ['store'] });
    const reviewer = await theReviewer();
    await reviewer.call(
      'POST /operator/v1/applications/{merchantId}/supplement',
      { merchantId: one.merchantId },
      key(),
    );
    await pass(hours(24 * 30 + 1));
    await one.signIn();
    expect(await one.call('GET /merchant/v1/application', {})).toMatchObject({
      state: 'rejected',
      reason: 'The supplements did not come in time',
    });
    await reviewer.signIn();
  });
});

describe('a shop', () => {
  it('keeps its profile and its payout account, which finance verifies [MER-16]', async () => {
    const one = await merchant();
    const { merchantId } = one;
    await one.call('PATCH /merchant/v1/shop', { intro: { en: 'Pots for tea' } });
    expect(await one.call('GET /shop/v1/shops/{merchantId}', { merchantId })).toMatchObject({
      name: { en: 'Blue Teapot' },
      intro: { en: 'Pots for tea' },
    });

    const finance = await staff('finance');
    const verify = { merchantId, token: 'tok_ok' };
    expect(await refusal(finance.call('POST /operator/v1/merchants/{merchantId}/payout-account/verify', verify, key())))
      .toBe('payout-account-missing');
    await one.call('PUT /merchant/v1/shop/payout-account', { token: 'tok_ok', holder: 'Blue Teapot Ltd' }, key());
    expect(await itemAt(finance, 'payout-accounts', merchantId)).toMatchObject({ shows: { token: 'tok_ok' } });
    expect(
      await whileHeld(
        'payout-accounts',
        merchantId,
        'finance',
        () => finance.call('POST /operator/v1/merchants/{merchantId}/payout-account/verify', verify, key()),
      ),
    ).toBe('taken-by-another');
    await finance.call('POST /operator/v1/merchants/{merchantId}/payout-account/verify', verify, key());
    expect(await finance.call('GET /operator/v1/merchants/{merchantId}', { merchantId })).toMatchObject({
      payoutAccount: { holder: 'Blue Teapot Ltd', verified: true },
    });
  });

  it('is closed while it is suspended', async () => {
    const [one, operator] = [await merchant(), await staff('operator')];
    const { merchantId } = one;
    await operator.call(
      'POST /operator/v1/merchants/{merchantId}/suspend',
      { merchantId, reason: 'counterfeit goods' },
      key(),
    );
    expect(await refusal(one.call('GET /shop/v1/shops/{merchantId}', { merchantId }))).toBe('not-found');
    await operator.call('POST /operator/v1/merchants/{merchantId}/reinstate', { merchantId, reason: 'cleared' }, key());
    expect(await one.call('GET /shop/v1/shops/{merchantId}', { merchantId })).toMatchObject({ merchantId });
  });
});
