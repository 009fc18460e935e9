import { create } from '../../kit/screen.ts';

export default create('POST /merchant/v1/return-scans', { then: 'GET /merchant/v1/returns/{returnId}' });
