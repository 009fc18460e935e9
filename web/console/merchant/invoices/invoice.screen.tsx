import { detail } from '../../kit/screen.ts';

export default detail('GET /merchant/v1/invoices/{invoiceId}', {
  downloads: ['GET /merchant/v1/invoices/{invoiceId}/file'],
});
