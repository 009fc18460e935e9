import { list } from '../../kit/screen.ts';

export default list('GET /operator/v1/listing-reviews/{listingId}/versions', {
  columns: ['version', 'approvedAt', 'title', 'changes'],
  filters: ['against'],
});
