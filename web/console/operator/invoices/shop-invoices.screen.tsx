import { list } from '../../kit/screen.ts';

export default list('GET /operator/v1/merchants/{merchantId}/invoices', {
  columns: ['drawnUpAt', 'number', 'what', 'kind', 'net', 'tax', 'gross', 'state', 'orderId', 'id'],
  open: 'GET /operator/v1/invoices/{invoiceId}',
  params: ({ id }) => ({ invoiceId: id }),
});
