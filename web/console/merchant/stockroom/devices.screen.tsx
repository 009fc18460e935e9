import { command, list } from '../../kit/screen.ts';

export default list('GET /merchant/v1/devices', {
  columns: ['name', 'warehouseId', 'kind', 'value', 'unit', 'readAt', 'least', 'most', 'alarmed'],
  commands: [
    command('PUT /merchant/v1/devices/{deviceId}/bounds', {
      start: ({ least, most }) => ({ ...(least !== undefined && { least }), ...(most !== undefined && { most }) }),
    }),
  ],
});
