import * as z from 'zod';
import { shopOf } from '../../../shared/kernel/account.ts';
import { Sha256, UploadTicket } from '../../../shared/kernel/files/bucket.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import {
  DocumentId,
  DocumentItem,
  DocumentType,
  maxDocumentBytes,
} from '../../../shared/merchants/application-items.ts';
import { paperPath, papers } from '../../../shared/merchants/store.ts';

export const { contract, handler } = endpoint({
  summary:
    'Lets the merchant upload one document itself, of this type and of 10 MiB at the most; attach it afterwards.',
  route: 'POST /v1/application/documents',
  audience: 'merchant',
  callers: ['merchant'],
  effort: 'costs',
  input: z.strictObject({ item: DocumentItem, contentType: DocumentType, sha256: Sha256 }),
  answer: { 201: z.object({ documentId: DocumentId, upload: UploadTicket }) },
  problems: ['no-shop'],
  touches: [papers.ticket],
}, async ({ input: { item, ...file }, caller, newId }) => {
  const documentId = newId('document');
  const upload = await papers.ticket(paperPath(await shopOf(caller), item, documentId), {
    ...file,
    maxBytes: maxDocumentBytes,
  });
  return { documentId, upload };
});
