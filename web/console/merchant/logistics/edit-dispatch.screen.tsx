import { edit } from '../../kit/screen.ts';

export default edit('PUT /merchant/v1/dispatch', {
  from: 'GET /merchant/v1/dispatch',
});
