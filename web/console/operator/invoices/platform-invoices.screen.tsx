import { list } from '../../kit/screen.ts';

export default list('GET /operator/v1/platform-invoices', {
  columns: ['drawnUpAt', 'month', 'number', 'what', 'net', 'tax', 'gross', 'state', 'merchantId', 'id'],
  open: 'GET /operator/v1/invoices/{invoiceId}',
  params: ({ id }) => ({ invoiceId: id }),
});
