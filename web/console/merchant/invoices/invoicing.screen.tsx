import { detail } from '../../kit/screen.ts';

export default detail('GET /merchant/v1/invoicing', {
  commands: ['PUT /merchant/v1/invoicing'],
});
