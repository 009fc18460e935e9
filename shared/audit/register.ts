import type { Register } from '../kernel/register.ts';

export const register: Register = {
  items: {
    'AUDIT-ALARM#*': ['`EVENT#…`', 'The audit trail of a day was found broken'],
  },
};
