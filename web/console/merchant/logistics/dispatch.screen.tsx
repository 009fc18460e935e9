import { detail } from '../../kit/screen.ts';

export default detail('GET /merchant/v1/dispatch', {
  commands: ['PUT /merchant/v1/dispatch'],
});
