import { command, list } from '../../kit/screen.ts';

export default list('GET /merchant/v1/wms-connections', {
  columns: ['name', 'warehouseId', 'state', 'edition', 'madeAt'],
  create: ['POST /merchant/v1/wms-connections'],
  open: 'GET /merchant/v1/wms-connections/{connectionId}/messages',
  also: ['GET /merchant/v1/wms-connections/{connectionId}/secret'],
  commands: [
    command('POST /merchant/v1/wms-connections/{connectionId}/rotation', { when: ({ state }) => state === 'active' }),
    command('POST /merchant/v1/wms-connections/{connectionId}/end', {
      when: ({ state }) => state === 'active',
      danger: true,
    }),
  ],
});
