import { detail } from '../../kit/screen.ts';

export default detail('GET /operator/v1/invoices/{invoiceId}', {
  downloads: ['GET /operator/v1/invoices/{invoiceId}/file'],
});
