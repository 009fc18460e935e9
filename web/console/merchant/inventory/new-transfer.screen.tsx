import { create } from '../../kit/screen.ts';

export default create('POST /merchant/v1/transfers', { then: 'GET /merchant/v1/transfers/{transferId}' });
