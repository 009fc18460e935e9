import { list } from '../../kit/screen.ts';

export default list('GET /merchant/v1/earmarks', {
  columns: ['purpose', 'state', 'setAsideAt', 'until', 'givenBackAt'],
  open: 'GET /merchant/v1/earmarks/{earmarkId}',
  create: ['POST /merchant/v1/earmarks'],
});
