import { command, list } from '../../kit/screen.ts';

export default list('GET /merchant/v1/warehouses/{warehouseId}/bins', {
  columns: ['bin', 'zone', 'walk', 'title', 'units', 'room', 'open'],
  create: ['POST /merchant/v1/warehouses/{warehouseId}/bins'],
  commands: [
    command('PUT /merchant/v1/warehouses/{warehouseId}/bins/{bin}', {
      start: ({ zone, walk, room, open }) => ({ zone, walk, open, ...(room !== undefined && { room }) }),
    }),
  ],
});
