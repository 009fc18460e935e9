/** The consoles of shops and of the platform: one page. */
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createRoot } from 'react-dom/client';
import { createBrowserRouter, Navigate, RouterProvider } from 'react-router';
import { Refused } from '../client.ts';
import './console.css';
import { patternOf, type ScreenName } from './kit/addresses.ts';
import { useLook } from './kit/look.ts';
import { screenView } from './kit/screen-view.tsx';
import { start, useSession } from './kit/session.ts';
import { beginning, Shell } from './kit/shell.tsx';
import { Speaking, useWords } from './kit/words.tsx';
import { screens } from './screens.ts';

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      // What is refused stays refused; what was lost is asked for again.
      retry: (count, error) => !(error instanceof Refused && error.problem.status < 500) && count < 2,
    },
  },
});

const Begin = ({ within }: { within?: 'merchant' | 'operator' }) => {
  const words = useWords();
  const { profile } = useSession();
  const first = profile && beginning(profile, within);
  return first ? <Navigate to={`/${first}`} replace /> : <h1>{words.kit.noRights}</h1>;
};

const router = createBrowserRouter([{
  element: <Shell />,
  children: [
    ...(Object.keys(screens) as ScreenName[]).map((name) => ({ path: patternOf(name), Component: screenView(name) })),
    { path: '/merchant', element: <Begin within="merchant" /> },
    { path: '/operator', element: <Begin within="operator" /> },
    { path: '*', element: <Begin /> },
  ],
}], { basename: '/console' });

const Root = () => (
  <Speaking locale={useLook().locale}>
    <QueryClientProvider client={queries}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </Speaking>
);

createRoot(document.getElementById('console')!).render(<Root />);
void start();
