import * as z from 'zod';
import { shopOf } from '../../../shared/kernel/account.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { Problem } from '../../../shared/kernel/problems.ts';
import { DocumentId, DocumentItem } from '../../../shared/merchants/application-items.ts';
import { supply } from '../../../shared/merchants/application.ts';
import { mustBePaper } from '../../../shared/merchants/document.ts';
import { applicationItemsSupplied } from '../../../shared/merchants/events.ts';
import { applications, paperPath, papers } from '../../../shared/merchants/store.ts';
import { ApplicationView, applicationView } from '../../../shared/merchants/views.ts';

export const { contract, handler } = endpoint({
  summary: "Makes an uploaded document part of the caller's application, instead of the one that was.",
  route: 'PUT /v1/application/documents/{item}',
  audience: 'merchant',
  callers: ['merchant'],
  input: z.strictObject({ item: DocumentItem, documentId: DocumentId }),
  answer: { 200: ApplicationView },
  problems: ['no-shop', 'document-missing', 'document-unfit', 'illegal-step', 'item-passed'],
  touches: [applications.need, applications.save, papers.whole],
  emits: [applicationItemsSupplied],
  // What decoding a picture of 25 million pixels takes.
  memory: 2048,
  timeout: 28_000,
}, async ({ input: { item, documentId }, caller, locale, now, commit }) => {
  const merchantId = await shopOf(caller);
  const [application, file] = await Promise.all([
    applications.need(merchantId),
    papers.whole(paperPath(merchantId, item, documentId)),
  ]);
  if (!file) throw new Problem('document-missing');
  await mustBePaper(file, locale);
  const change = supply(application, { [item]: { documentId } }, now);
  return commit({ writes: [applications.save(change)], answer: applicationView(change.after) });
});
