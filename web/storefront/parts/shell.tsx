import type { Children } from '../page.ts';
import { useShop } from '../shop.ts';
import { addressOfCategory } from '../addresses.ts';
import Visitor from '../islands/everywhere/visitor.island.tsx';
import { SearchField } from './search-field.tsx';
import Feedback from '../islands/everywhere/feedback.island.tsx';
import { topics } from './topics.ts';

export interface CategoryNode {
  readonly categoryId: string;
  readonly parentId?: string | undefined;
  readonly name: string;
  readonly level: number;
}

interface ShellProps extends Children {
  readonly categories: readonly CategoryNode[];
  /** The address below the language. */
  readonly below: string;
  /** What is searched for on this page. */
  readonly searched?: string | undefined;
}

/** What is around every page: the way to everything, and the way out. */
export const Shell = ({ categories, below, searched, children }: ShellProps) => {
  const { w, to, locale } = useShop();
  const other = locale === 'zh' ? 'en' : 'zh';
  const roots = categories.filter(({ level }) => level === 1);
  return (
    <body>
      <a class="skip" href="#main">{w.shell.skip}</a>
      <header class="top">
        <div class="wide top-row">
          <a class="brand" href={to('/')}>
            <svg class="seal" viewBox="0 0 32 32" aria-hidden="true">
              <rect width="32" height="32" rx="6" />
              <path d="M9 8h14M16 8v16M9 14h14M10 24l6-8 6 8" />
            </svg>
            <span>{w.brand}</span>
          </a>
          <nav class="top-categories" aria-label={w.shell.categories}>
            {roots.slice(0, 8).map((one) => <a href={to(addressOfCategory(one))}>{one.name}</a>)}
          </nav>
          <SearchField value={searched} />
          <div class="top-end">
            <a
              class="language"
              href={`/${other}${below === '/' ? '' : below}`}
              hreflang={other}
              lang={other === 'zh' ? 'zh-CN' : 'en'}
            >
              {w.shell.otherLanguage}
            </a>
            <Visitor />
          </div>
        </div>
      </header>
      <main id="main" class="wide" tabIndex={-1}>{children}</main>
      <footer class="bottom">
        <div class="wide bottom-row">
          <nav aria-label={w.shell.about}>
            <a href={to('/ads')}>{w.shell.ads}</a>
            {topics.map((topic) => <a href={to(`/help/${topic}`)}>{w.help[topic].title}</a>)}
          </nav>
          <Feedback page={below} />
          <p class="fine">{w.shell.promise}</p>
        </div>
      </footer>
    </body>
  );
};
