import { list } from '../../kit/screen.ts';

export default list('GET /merchant/v1/received-invoices', {
  columns: ['drawnUpAt', 'month', 'number', 'what', 'net', 'tax', 'gross', 'state', 'id'],
  open: 'GET /merchant/v1/invoices/{invoiceId}',
  params: ({ id }) => ({ invoiceId: id }),
});
