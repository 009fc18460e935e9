import type { Children } from '../page.ts';
import { useShop } from '../shop.ts';

const rooms = [
  ['overview', '/account'],
  ['orders', '/orders'],
  ['favourites', '/account/favourites'],
  ['ads', '/account/ads'],
  ['invoices', '/account/invoices'],
  ['addresses', '/account/addresses'],
  ['messages', '/account/messages'],
  ['notices', '/account/notices'],
  ['profile', '/account/profile'],
  ['security', '/account/security'],
] as const;

export type Room = (typeof rooms)[number][0];

interface AccountProps extends Children {
  readonly room: Room;
  readonly title: string;
}

/** The rooms of one's own account. What is in them comes in the browser: nobody else may see it. */
export const Account = ({ room, title, children }: AccountProps) => {
  const { w, to } = useShop();
  return (
    <div class="account">
      <nav class="account-nav" aria-label={w.account.nav}>
        {rooms.map(([name, path]) => (
          <a href={to(path)} aria-current={name === room ? 'page' : undefined}>{w.account[name]}</a>
        ))}
      </nav>
      <section>
        <h1>{title}</h1>
        {children}
      </section>
    </div>
  );
};
