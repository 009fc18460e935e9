import { create } from '../../kit/screen.ts';

export default create('POST /merchant/v1/warehouse-sites', { then: 'GET /merchant/v1/warehouse-sites' });
