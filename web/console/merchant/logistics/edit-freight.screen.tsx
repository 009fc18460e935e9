import { edit } from '../../kit/screen.ts';

export default edit('PUT /merchant/v1/freight-template', {
  from: 'GET /merchant/v1/freight-template',
});
