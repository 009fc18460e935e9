import { list } from '../../kit/screen.ts';

export default list('GET /merchant/v1/listings', {
  columns: ['title', 'state', 'revision', 'categoryId', 'submittedAt', 'updatedAt'],
  filters: ['state'],
  open: 'GET /merchant/v1/listings/{listingId}',
  create: ['POST /merchant/v1/listings'],
});
