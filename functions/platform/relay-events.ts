import { relay } from '../../shared/kernel/doors/relay.ts';

export const { contract, handler } = relay('Relays facts from the table to the bus.');
