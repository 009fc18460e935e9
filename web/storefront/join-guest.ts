import { askAsMe } from './visit.ts';

/**
 * Joins what was chosen before signing in with the cart of the account, where there is any. Whatever keeps it from being
 * joined, it stays for the next look at the cart.
 * @returns whether something became otherwise than was chosen: the cart's page says what
 */
export const joinGuest = async (): Promise<boolean> => {
  if (!localStorage.getItem('guest-cart')) return false;
  try {
    const { joinCarts } = await import('./guest-cart.ts');
    return await joinCarts((items, key) => askAsMe('POST /shop/v1/cart/merge', { items: [...items] }, key));
  } catch {
    return false;
  }
};
