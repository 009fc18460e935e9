import { list } from '../../kit/screen.ts';

export default list('GET /operator/v1/carrier-notice-piles/{pileId}/notices', {
  columns: ['receivedAt', 'carrier', 'unread', 'reference', 'waybill', 'noticeId'],
  filters: ['pileId'],
  start: { pileId: 'swift-unknown-parcel' },
  open: 'GET /operator/v1/carrier-notices/{noticeId}',
});
