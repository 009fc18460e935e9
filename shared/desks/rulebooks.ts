import { desks } from './declared.ts';

/** How long something may wait at each desk, as it declares. */
export const deskClockBooks = desks.map(({ clock }) => clock);
