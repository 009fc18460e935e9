import type { Category, Channel } from '../kernel/notice.ts';

/**
 * What reaches people where, unless they choose otherwise. `always` cannot be switched off: whoever has taken over an
 * account must not be able to keep its owner from hearing of it, and money is never moved in silence.
 */
export const reach: Readonly<Record<Category, 'always' | Readonly<Record<Channel, boolean>>>> = {
  security: 'always',
  money: 'always',
  order: { mail: true, text: true, push: true },
  shop: { mail: true, text: true, push: true },
  work: { mail: true, text: false, push: true },
  news: { mail: true, text: false, push: true },
  // Only for those who have asked for it.
  marketing: { mail: false, text: false, push: false },
};

/** Whether nobody can switch this category off. Nor does it wait for the end of quiet hours. */
export const isFixed = (category: Category): boolean => reach[category] === 'always';
