// Made by `npm run generate` from web/storefront/pages/.
import category from './pages/category.page.tsx';
import helpTopic from './pages/help-topic.page.tsx';
import help from './pages/help.page.tsx';
import home from './pages/home.page.tsx';
import product from './pages/product.page.tsx';

export const pages = [
  category,
  helpTopic,
  help,
  home,
  product,
];
