import { list } from '../../kit/screen.ts';

export default list('GET /operator/v1/accounts/{accountId}/messages', {
  columns: ['createdAt', 'notice', 'category', 'subject', 'ways', 'readAt'],
});
