import { edit } from '../../kit/screen.ts';

export default edit('PATCH /merchant/v1/shop', {
  from: 'GET /merchant/v1/shop',
  values: ({ store }) => store,
});
