import { list } from '../../kit/screen.ts';

export default list('GET /merchant/v1/invoices', {
  columns: ['drawnUpAt', 'number', 'what', 'kind', 'net', 'tax', 'gross', 'state', 'orderId', 'id'],
  open: 'GET /merchant/v1/invoices/{invoiceId}',
  params: ({ id }) => ({ invoiceId: id }),
});
