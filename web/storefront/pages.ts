// Made by `npm run generate` from web/storefront/pages/.
import cart from './pages/cart.page.tsx';
import category from './pages/category.page.tsx';
import checkout from './pages/checkout.page.tsx';
import helpTopic from './pages/help-topic.page.tsx';
import help from './pages/help.page.tsx';
import home from './pages/home.page.tsx';
import order from './pages/order.page.tsx';
import orders from './pages/orders.page.tsx';
import payment from './pages/payment.page.tsx';
import product from './pages/product.page.tsx';

export const pages = [
  cart,
  category,
  checkout,
  helpTopic,
  help,
  home,
  order,
  orders,
  payment,
  product,
];
