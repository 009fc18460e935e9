import { list } from '../../kit/screen.ts';

export default list('GET /merchant/v1/wms-connections/{connectionId}/messages', {
  columns: ['receivedAt', 'state', 'reason', 'detail', 'text'],
});
