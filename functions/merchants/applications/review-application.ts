import * as z from 'zod';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { MerchantId } from '../../../shared/kernel/values/ids.ts';
import { DocumentItem } from '../../../shared/merchants/application-items.ts';
import { applications, paperPath, papers } from '../../../shared/merchants/store.ts';
import { ApplicationView, applicationView } from '../../../shared/merchants/views.ts';

export const { contract, handler } = endpoint({
  summary: 'Shows an application to a reviewer, with links to its documents that last 15 minutes.',
  route: 'GET /v1/applications/{merchantId}',
  audience: 'operator',
  callers: ['reviewer', 'admin'],
  audited: true,
  input: z.strictObject({ merchantId: MerchantId }),
  answer: { 200: ApplicationView.extend({ documents: z.array(z.object({ item: DocumentItem, url: z.url() })) }) },
  problems: ['not-found'],
  touches: [applications.need, papers.link],
}, async ({ input: { merchantId } }) => {
  const application = await applications.need(merchantId);
  const attached = DocumentItem.options.flatMap((item) => {
    const document = application.items[item];
    return document ? [{ item, path: paperPath(merchantId, item, document.documentId) }] : [];
  });
  const documents = await Promise.all(attached.map(async ({ item, path }) => ({ item, url: await papers.link(path) })));
  return { ...applicationView(application), documents };
});
