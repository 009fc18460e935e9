import { useLocation } from 'react-router';

export type ConsoleName = 'merchant' | 'operator';

/** Which console the address is of. */
export const useConsole = (): ConsoleName => (useLocation().pathname.startsWith('/merchant') ? 'merchant' : 'operator');
