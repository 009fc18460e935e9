import { list } from '../../kit/screen.ts';

export default list('GET /merchant/v1/listings/{listingId}/versions', {
  columns: ['version', 'approvedAt', 'title', 'changes'],
  filters: ['against'],
});
