/** Shops: from the draft of an application to one that may sell and is paid. */
import { createHash } from 'node:crypto';
import { DocumentItem, itemNames } from '../../shared/merchants/application-items.ts';
import type { UploadTicket } from '../../shared/kernel/files/bucket.ts';
import type { Input } from '../../web/client.ts';
import { unless, type Staff, type Visitor } from './people.ts';
import { paper } from './paper.ts';
import { send } from './site.ts';

export interface ShopPlan {
  readonly company: Input<'POST /merchant/v1/application'>['company'];
  readonly store: Input<'POST /merchant/v1/application'>['store'];
  readonly currency: Input<'POST /merchant/v1/application'>['currency'];
  readonly businessScope: string;
  readonly businessCategory: string;
  readonly legalRepresentative: { readonly name: string; readonly identityNumber: string };
  readonly freight: Input<'PUT /merchant/v1/freight-template'>;
  readonly dispatch: Input<'PUT /merchant/v1/dispatch'>;
  readonly payoutAccount: Input<'PUT /merchant/v1/shop/payout-account'>;
}

/**
 * Makes somebody's shop one that sells: applies with all documents, has the reviewer approve it, sets freight, dispatch
 * and the payout account, and has finance verify that. Goes on where an earlier run has ended.
 * @returns the merchant's id
 */
export const openShop = async (owner: Visitor, { reviewer, finance }: Staff, plan: ShopPlan): Promise<string> => {
  const application = owner.isNew
    ? undefined
    : await unless(owner.call('GET /merchant/v1/application', {}), 'forbidden', 'no-shop');
  const { company, store, currency } = plan;
  const { merchantId } = application
    ?? (await owner.call('POST /merchant/v1/application', { company, store, currency }));
  const state = application?.state ?? 'draft';
  if (state === 'draft') await apply(owner, plan);
  if (state !== 'approved') await approve(reviewer, merchantId);
  // The payout account is the last step: once it is verified, all others have been taken.
  if (application && (await owner.call('GET /merchant/v1/shop', {})).payoutAccount?.verified) return merchantId;
  await owner.call('PUT /merchant/v1/freight-template', plan.freight);
  await owner.call('PUT /merchant/v1/dispatch', plan.dispatch);
  await owner.call('PUT /merchant/v1/shop/payout-account', plan.payoutAccount);
  await finance.call('POST /operator/v1/merchants/{merchantId}/payout-account/verify', {
    merchantId,
    token: plan.payoutAccount.token,
  });
  return merchantId;
};

/** Fills in an application that has been opened, attaches all documents and submits it. */
export const apply = async (
  owner: Visitor,
  { businessScope, businessCategory, legalRepresentative }: Pick<
    ShopPlan,
    'businessScope' | 'businessCategory' | 'legalRepresentative'
  >,
): Promise<void> => {
  await owner.call('PATCH /merchant/v1/application', { businessScope, businessCategory, legalRepresentative });
  for (const item of DocumentItem.options) {
    const document = paper(item, `of ${owner.login}`);
    const { documentId, upload: ticket } = await owner.call('POST /merchant/v1/application/documents', {
      item,
      contentType: 'application/pdf',
      sha256: sha256Of(document),
    });
    await upload(owner, ticket, document);
    await owner.call('PUT /merchant/v1/application/documents/{item}', { item, documentId });
  }
  const { items } = await owner.call('GET /merchant/v1/agreements', {});
  await owner.call('POST /merchant/v1/application/agreements', {
    agreements: items.map(({ kind, version }) => ({ kind, version })),
  });
  await owner.call('POST /merchant/v1/application/submit', {});
};

const approve = async (reviewer: Visitor, merchantId: string): Promise<void> => {
  await reviewer.call('POST /operator/v1/applications/{merchantId}/take', { merchantId });
  const findings = itemNames.map((item) => ({ item, passed: true, comment: '' }));
  await reviewer.call('POST /operator/v1/applications/{merchantId}/findings', { merchantId, findings });
  await reviewer.call('POST /operator/v1/applications/{merchantId}/approve', { merchantId });
};

/** A file's SHA-256 in base64, to which its upload is bound. */
export const sha256Of = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('base64');

/** Uploads a file as a browser does. @throws Error when it is refused */
export const upload = (
  { site }: Visitor,
  { url, fields }: UploadTicket,
  content: string | Uint8Array<ArrayBuffer>,
): Promise<void> =>
  send(site, async () => {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    form.append('file', new Blob([content], { type: fields['Content-Type'] ?? '' }), 'file');
    const answer = await fetch(url, { method: 'POST', body: form });
    if (!answer.ok) throw new Error(`The upload was refused: ${answer.status} ${await answer.text()}`);
  });
