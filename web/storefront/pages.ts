// Made by `npm run generate` from web/storefront/pages/.
import account from './pages/account.page.tsx';
import ad from './pages/ads/ad.page.tsx';
import addresses from './pages/addresses.page.tsx';
import ads from './pages/ads/ads.page.tsx';
import cart from './pages/cart.page.tsx';
import category from './pages/category.page.tsx';
import checkout from './pages/checkout.page.tsx';
import compare from './pages/compare.page.tsx';
import favourites from './pages/favourites.page.tsx';
import forgotten from './pages/forgotten.page.tsx';
import helpTopic from './pages/help-topic.page.tsx';
import help from './pages/help.page.tsx';
import home from './pages/home.page.tsx';
import invoices from './pages/invoices.page.tsx';
import messages from './pages/messages.page.tsx';
import myAds from './pages/ads/my-ads.page.tsx';
import newest from './pages/newest.page.tsx';
import notices from './pages/notices.page.tsx';
import orderInvoice from './pages/order-invoice.page.tsx';
import orderReturns from './pages/order-returns.page.tsx';
import order from './pages/order.page.tsx';
import orders from './pages/orders.page.tsx';
import payment from './pages/payment.page.tsx';
import product from './pages/product.page.tsx';
import profile from './pages/profile.page.tsx';
import register from './pages/register.page.tsx';
import returns from './pages/returns.page.tsx';
import search from './pages/search.page.tsx';
import security from './pages/security.page.tsx';
import signIn from './pages/sign-in.page.tsx';
import store from './pages/store.page.tsx';

export const pages = [
  { name: 'account', ...account },
  { name: 'ad', ...ad },
  { name: 'addresses', ...addresses },
  { name: 'ads', ...ads },
  { name: 'cart', ...cart },
  { name: 'category', ...category },
  { name: 'checkout', ...checkout },
  { name: 'compare', ...compare },
  { name: 'favourites', ...favourites },
  { name: 'forgotten', ...forgotten },
  { name: 'help-topic', ...helpTopic },
  { name: 'help', ...help },
  { name: 'home', ...home },
  { name: 'invoices', ...invoices },
  { name: 'messages', ...messages },
  { name: 'my-ads', ...myAds },
  { name: 'newest', ...newest },
  { name: 'notices', ...notices },
  { name: 'order-invoice', ...orderInvoice },
  { name: 'order-returns', ...orderReturns },
  { name: 'order', ...order },
  { name: 'orders', ...orders },
  { name: 'payment', ...payment },
  { name: 'product', ...product },
  { name: 'profile', ...profile },
  { name: 'register', ...register },
  { name: 'returns', ...returns },
  { name: 'search', ...search },
  { name: 'security', ...security },
  { name: 'sign-in', ...signIn },
  { name: 'store', ...store },
];
