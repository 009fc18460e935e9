import { list } from '../../kit/screen.ts';

export default list('GET /operator/v1/wms-connections/{connectionId}/unread-messages', {
  columns: ['receivedAt', 'reason', 'detail', 'text', 'merchantId'],
  commands: ['POST /operator/v1/wms-messages/{messageId}/acceptance'],
});
