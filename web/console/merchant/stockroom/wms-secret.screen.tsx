import { detail } from '../../kit/screen.ts';

export default detail('GET /merchant/v1/wms-connections/{connectionId}/secret');
