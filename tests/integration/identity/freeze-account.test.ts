import { describe, expect, inject, it } from 'vitest';
import type { Role } from '../../../shared/kernel/doors/contract.ts';
import { inboxOf, settled, until } from '../../support/control.ts';
import { itemAt } from '../../support/desks.ts';
import { client } from '../../../web/client.ts';
import { address, anyone, key, person, refusal, newStaff, theAdmin } from '../../support/people.ts';
import { paidShop } from '../../support/settlement.ts';

describe('freeze-account', () => {
  it('refuses the next call, ends the sessions and writes to the account, until it is unfrozen [IAM-17 part]', async () => {
    const [{ call: operate }, ann] = [await newStaff('operator'), await person('ann')];
    const { refreshToken } = await anyone()('POST /shop/v1/sessions', { login: ann.login, password: ann.password });
    const { items: [found] } = await operate('GET /operator/v1/accounts', { login: ann.login });
    expect(found).toMatchObject({ accountId: ann.accountId, status: 'active', roles: ['buyer'] });

    const { accountId } = ann;
    await operate('POST /operator/v1/accounts/{accountId}/freeze', { accountId, reason: 'chargebacks' }, key());
    expect(await refusal(ann.call('GET /shop/v1/profile', {}))).toBe('account-frozen');
    await settled();
    expect(await refusal(anyone()('POST /shop/v1/sessions/refresh', { refreshToken: refreshToken! }))).toBe(
      'credentials-wrong',
    );
    expect((await until(() => inboxOf(ann.login), ([newest]) => newest?.kind === 'SendEmail'))[0]).toMatchObject({
      subject: 'Your account is frozen',
    });
    expect(
      await refusal(operate('POST /operator/v1/accounts/{accountId}/freeze', { accountId, reason: 'again' }, key())),
    ).toBe('illegal-step');

    await operate('POST /operator/v1/accounts/{accountId}/unfreeze', { accountId, reason: 'cleared' }, key());
    await ann.signIn();
    expect(await ann.call('GET /shop/v1/profile', {})).toMatchObject({ accountId });
    expect(
      await refusal(operate('POST /operator/v1/accounts/{accountId}/unfreeze', { accountId, reason: 'again' }, key())),
    ).toBe('illegal-step');
  });

  it('is more than signing out everywhere, after which the owner signs in again [IAM-17 part]', async () => {
    const [support, ann] = [await newStaff('support'), await person('ann')];
    const { refreshToken } = await anyone()('POST /shop/v1/sessions', { login: ann.login, password: ann.password });
    const { accountId } = ann;
    const end = (id: string, by = support) =>
      by.call(
        'POST /operator/v1/accounts/{accountId}/sessions/end',
        { accountId: id, reason: 'A stolen phone' },
        key(),
      );
    expect(await end(accountId)).toMatchObject({ accountId, status: 'active' });
    expect(await refusal(ann.call('GET /shop/v1/profile', {}))).toBe('unauthenticated');
    await settled();
    expect(await refusal(anyone()('POST /shop/v1/sessions/refresh', { refreshToken: refreshToken! }))).toBe(
      'credentials-wrong',
    );
    expect((await until(() => inboxOf(ann.login), ([newest]) => newest?.kind === 'SendEmail'))[0]).toMatchObject({
      subject: 'You are signed out everywhere',
    });
    await ann.signIn();
    expect(await ann.call('GET /shop/v1/profile', {})).toMatchObject({ accountId });
    expect(await refusal(end(support.accountId))).toBe('forbidden');
    expect(await refusal(end((await theAdmin()).accountId))).toBe('forbidden');
    expect(await refusal(end('6f1c5a52-6a44-4d0e-9d4e-0f5b1f3f2a11'))).toBe('not-found');
  });

  it('lets everybody sign themselves out everywhere, and in again with the password that stays', async () => {
    const ann = await person('ann');
    const { refreshToken } = await anyone()('POST /shop/v1/sessions', { login: ann.login, password: ann.password });
    const token = ann.token();
    await ann.call('POST /shop/v1/sessions/end-everywhere', {}, key());
    const stolen = client(inject('cloud').api, () => token, address());
    expect(await refusal(stolen('GET /shop/v1/profile', {}))).toBe('unauthenticated');
    expect(await refusal(anyone()('POST /shop/v1/sessions/refresh', { refreshToken: refreshToken! }))).toBe(
      'credentials-wrong',
    );
    await settled();
    expect((await until(() => inboxOf(ann.login), ([newest]) => newest?.kind === 'SendEmail'))[0]).toMatchObject({
      subject: 'You are signed out everywhere',
    });
    await ann.signIn();
    expect(await ann.call('GET /shop/v1/profile', {})).toMatchObject({ accountId: ann.accountId });
  });

  it("refuses before anything is written, though the reads of the work travel with the account's [IAM-17 part]", async () => {
    const [{ call: operate }, { accountId, call, signIn }] = [await newStaff('operator'), await person()];
    const freeze = (what: 'freeze' | 'unfreeze') =>
      operate(`POST /operator/v1/accounts/{accountId}/${what}`, { accountId, reason: 'test' }, key());
    const address = {
      name: 'Ann',
      phone: '+8613800138000',
      country: 'CN',
      region: '浙江',
      city: '杭州',
      street: '文三路 1 号',
      postalCode: '310012',
    };
    await freeze('freeze');
    expect(await refusal(call('POST /shop/v1/addresses', address, key()))).toBe('account-frozen');
    // What its rules would have said is not for a refused caller to know.
    expect(await refusal(call('DELETE /shop/v1/addresses/{addressId}', { addressId: accountId }))).toBe(
      'account-frozen',
    );
    await freeze('unfreeze');
    await signIn();
    expect(await call('GET /shop/v1/addresses', {})).toMatchObject({ items: [] });
  });

  it('needs a reason, and cannot be turned on oneself [IAM-17 part]', async () => {
    const operator = await newStaff('operator');
    const { accountId } = await person();
    expect(
      await refusal(operator.call('POST /operator/v1/accounts/{accountId}/freeze', { accountId, reason: '' }, key())),
    ).toBe('invalid-input');
    expect(
      await refusal(
        operator.call('POST /operator/v1/accounts/{accountId}/freeze', {
          accountId: operator.accountId,
          reason: 'why not',
        }, key()),
      ),
    ).toBe('forbidden');
  });

  it('ends the sessions of a shop and holds its payouts, until finance has looked into them [RSK-10]', async () => {
    const [operator, finance, seller] = [await newStaff('operator'), await newStaff('finance'), await paidShop()];
    const { accountId, merchantId, login, password } = seller;
    const { refreshToken } = await anyone()('POST /shop/v1/sessions', { login, password });
    const seen = () => finance.call('GET /operator/v1/merchants/{merchantId}', { merchantId });
    expect(await seen()).toMatchObject({ payoutHold: [] });

    await operator.call('POST /operator/v1/accounts/{accountId}/freeze', { accountId, reason: 'taken over' }, key());
    expect(await refusal(seller.call('GET /merchant/v1/balance', {}))).toBe('account-frozen');
    const named = { token: 'acct_2', holder: 'Somebody else' };
    expect(await refusal(seller.call('PUT /merchant/v1/shop/payout-account', named, key()))).toBe('account-frozen');
    await settled();
    expect(await refusal(anyone()('POST /shop/v1/sessions/refresh', { refreshToken: refreshToken! }))).toBe(
      'credentials-wrong',
    );
    expect(await seen()).toMatchObject({ payoutHold: [{ reason: 'under-review' }] });
    expect(await itemAt(finance, 'held-payouts', merchantId)).toMatchObject({
      shows: { reason: 'The account of the shop is frozen: taken over' },
    });

    // That its owner is back does not say where the money should go.
    await operator.call('POST /operator/v1/accounts/{accountId}/unfreeze', { accountId, reason: 'his again' }, key());
    await settled();
    expect(await seen()).toMatchObject({ payoutHold: [{ reason: 'under-review' }] });
    const release = { merchantId, reason: 'The account is as it was' };
    await finance.call('POST /operator/v1/merchants/{merchantId}/payout-hold/release', release, key());
    expect(await seen()).toMatchObject({ payoutHold: [] });
  });

  it('holds the payouts of a shop also when they are under review already: who looks into the one sees the other [RSK-10 part]', async () => {
    const [operator, finance, { accountId, merchantId }] = [
      await newStaff('operator'),
      await newStaff('finance'),
      await paidShop(),
    ];
    const about = { desk: 'held-payouts', itemId: merchantId } as const;
    const hold = { merchantId, reason: 'Routine' };
    await finance.call('POST /operator/v1/merchants/{merchantId}/payout-hold', hold, key());
    await finance.call('POST /operator/v1/desks/{desk}/items/{itemId}/take', about, key());
    await operator.call('POST /operator/v1/accounts/{accountId}/freeze', { accountId, reason: 'taken over' }, key());
    await settled();
    const item = await itemAt(finance, 'held-payouts', merchantId);
    expect(item).toMatchObject({ shows: { reason: 'Routine. The account of the shop is frozen: taken over' } });
    expect(item.holder).toBeUndefined();
  });

  it('of an admin is for admins alone [IAM-17 part]', async () => {
    const [operator, other, boss] = [await newStaff('operator'), await newStaff('admin'), await theAdmin()];
    const { accountId } = await newStaff('admin');
    const what = { accountId, reason: 'leaves us' };
    expect(await refusal(operator.call('POST /operator/v1/accounts/{accountId}/freeze', what, key()))).toBe(
      'forbidden',
    );
    await boss.call('POST /operator/v1/accounts/{accountId}/freeze', what, key());
    expect(await refusal(operator.call('POST /operator/v1/accounts/{accountId}/unfreeze', what, key()))).toBe(
      'forbidden',
    );
    expect(await other.call('POST /operator/v1/accounts/{accountId}/unfreeze', what, key())).toMatchObject({
      status: 'active',
    });
  });
});

describe('give-roles', () => {
  it('counts from the next call on, and reaches the tokens [IAM-08 part]', async () => {
    const [admin, ann] = [await theAdmin(), await person('ann')];
    expect(await refusal(ann.call('GET /operator/v1/accounts', { login: ann.login }))).toBe('forbidden');
    await admin.call('PUT /operator/v1/accounts/{accountId}/roles', {
      accountId: ann.accountId,
      roles: ['support'],
      reason: 'hired',
    }, key());
    expect((await ann.call('GET /operator/v1/accounts', { login: ann.login })).items).toHaveLength(1);
    await settled();
    await ann.signIn();
    expect(JSON.parse(Buffer.from(ann.token().split('.')[1]!, 'base64url').toString())).toMatchObject({
      'cognito:groups': ['support'],
    });
  });

  it('follows who joins the staff, moves and leaves: what was allowed before ends at once, each time for a reason [STF-06]', async () => {
    const [admin, ann] = [await theAdmin(), await person('ann')];
    const { accountId } = ann;
    const now = (roles: Role[], reason: string) =>
      admin.call('PUT /operator/v1/accounts/{accountId}/roles', { accountId, roles, reason }, key());
    const accounts = () => ann.call('GET /operator/v1/accounts', { login: ann.login });
    const books = () => ann.call('GET /operator/v1/ledger/trial-balance', {});
    await now(['support'], 'joins');
    expect((await accounts()).items).toHaveLength(1);
    expect(await refusal(books())).toBe('forbidden');
    await now(['finance'], 'moves to the accountants');
    expect((await books()).balanced).toBe(true);
    expect(await refusal(accounts())).toBe('forbidden');
    const { login, password } = ann;
    const { refreshToken } = await anyone()('POST /shop/v1/sessions', { login, password });
    await now([], 'leaves');
    expect(await refusal(books())).toBe('forbidden');
    await admin.call('POST /operator/v1/accounts/{accountId}/freeze', { accountId, reason: 'has left' }, key());
    await settled();
    expect(await refusal(anyone()('POST /shop/v1/sessions/refresh', { refreshToken: refreshToken! }))).toBe(
      'credentials-wrong',
    );
    const { items } = await admin.call('GET /operator/v1/audit/by/{relation}/{name}', {
      relation: 'subject',
      name: accountId,
    });
    const changes = items.filter(({ kind }) => kind === 'change').map(({ actor, reason }) => [actor, reason]);
    for (const reason of ['joins', 'moves to the accountants', 'leaves', 'has left']) {
      expect(changes).toContainEqual([admin.accountId, reason]);
    }
  });

  it('is for admins alone, and not for themselves [IAM-08 part]', async () => {
    const [admin, operator] = [await theAdmin(), await newStaff('operator')];
    expect(
      await refusal(
        operator.call('PUT /operator/v1/accounts/{accountId}/roles', {
          accountId: operator.accountId,
          roles: ['admin'],
          reason: 'more',
        }, key()),
      ),
    ).toBe('forbidden');
    expect(
      await refusal(
        admin.call('PUT /operator/v1/accounts/{accountId}/roles', {
          accountId: admin.accountId,
          roles: [],
          reason: 'less',
        }, key()),
      ),
    ).toBe('forbidden');
  });
});
