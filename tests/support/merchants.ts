/** Given a shop: somebody who applied through the public API, and reviewers who approve. */
import { paper as sheet } from '../../local/visitors/paper.ts';
import { sha256Of } from '../../local/visitors/shops.ts';
import { DocumentItem } from '../../shared/merchants/application-items.ts';
import type { UploadTicket } from '../../shared/kernel/files/bucket.ts';
import type { Currency } from '../../shared/kernel/values/money.ts';
import { key, person, staff, type Person } from './people.ts';
import { perFile } from './per-file.ts';

export interface Merchant extends Person {
  readonly merchantId: string;
}

const items = [
  'businessLicence',
  'organisationCode',
  'taxRegistration',
  'legalRepresentative',
  'company',
  'businessScope',
  'store',
  'businessCategory',
] as const;
export type Item = (typeof items)[number];

/** What is uploaded where it does not matter. */
export const paper = sheet('A paper of a shop');

/** Uploads a file as a browser would. */
export const upload = async (
  { url, fields }: UploadTicket,
  content: string | Uint8Array<ArrayBuffer> = paper,
): Promise<Response> => {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append('file', new Blob([content], { type: fields['Content-Type'] ?? '' }), 'file');
  return fetch(url, { method: 'POST', body: form });
};

/** Uploads and attaches a document. */
export const supplyDocument = async ({ call }: Person, item: DocumentItem): Promise<void> => {
  const { documentId, upload: ticket } = await call('POST /merchant/v1/application/documents', {
    item,
    contentType: 'application/pdf',
    sha256: sha256Of(paper),
  });
  const stored = await upload(ticket);
  if (!stored.ok) throw new Error(`The upload was refused: ${stored.status} ${await stored.text()}`);
  await call('PUT /merchant/v1/application/documents/{item}', { item, documentId });
};

export const companyOf = (login: string) => ({
  name: 'Blue Teapot Ltd',
  contactPerson: 'Ann Lee',
  phone: '+8613800138000',
  email: login,
});

/** Somebody whose shop is open as a draft. */
export const applicant = async (
  { name = { en: 'Blue Teapot', zh: '蓝茶壶' }, currency = 'BRL' as Currency } = {},
): Promise<Merchant> => {
  const one = await person('merchant');
  const { merchantId } = await one.call('POST /merchant/v1/application', {
    company: companyOf(one.login),
    store: { name },
    currency,
  }, key());
  return { ...one, merchantId };
};

/** Supplies everything that an application needs, and submits it. */
export const submitComplete = async (one: Merchant): Promise<void> => {
  await one.call('PATCH /merchant/v1/application', {
    businessScope: 'Making and selling pottery',
    businessCategory: 'Tea ware',
    legalRepresentative: { name: 'Ann Lee', identityNumber: '110101199001011234' },
  });
  for (const item of DocumentItem.options) await supplyDocument(one, item);
  const { items: agreements } = await one.call('GET /merchant/v1/agreements', {});
  await one.call('POST /merchant/v1/application/agreements', {
    agreements: agreements.map(({ kind, version }) => ({ kind, version })),
  }, key());
  await one.call('POST /merchant/v1/application/submit', {}, key());
};

/** The reviewer of this test file. */
export const theReviewer = perFile(() => staff('reviewer'));

/** Takes an application into review and judges all its items, or those named; `failed` ones do not pass. */
export const judge = async (
  merchantId: string,
  { failed = [], only = items }: { failed?: readonly Item[]; only?: readonly Item[] } = {},
): Promise<void> => {
  const { call } = await theReviewer();
  await call('POST /operator/v1/applications/{merchantId}/take', { merchantId }, key());
  const findings = only.map((item) => ({
    item,
    passed: !failed.includes(item),
    comment: failed.includes(item) ? `${item} is not readable` : '',
  }));
  await call('POST /operator/v1/applications/{merchantId}/findings', { merchantId, findings }, key());
};

/** A merchant that may sell. */
export const merchant = async (about: Parameters<typeof applicant>[0] = {}): Promise<Merchant> => {
  const one = await applicant(about);
  await submitComplete(one);
  await judge(one.merchantId);
  await (await theReviewer()).call('POST /operator/v1/applications/{merchantId}/approve', {
    merchantId: one.merchantId,
  }, key());
  return one;
};
