import { detail } from '../../kit/screen.ts';

export default detail('GET /merchant/v1/freight-template', {
  commands: ['PUT /merchant/v1/freight-template'],
});
