import { daysAgo } from '../../kit/days.ts';
import { list } from '../../kit/screen.ts';

export default list('GET /operator/v1/overdue-shops', {
  columns: ['merchantId', 'date', 'processing', 'shipment', 'delivery'],
  filters: ['date'],
  start: () => ({ date: daysAgo(1) }),
  also: ['GET /operator/v1/merchants/{merchantId}/overdue-days'],
  chart: { kind: 'bar', x: 'merchantId', y: ['processing', 'shipment', 'delivery'] },
});
