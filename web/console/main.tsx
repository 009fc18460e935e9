/** The consoles of shops and of the platform: one page. */
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import App from 'antd/es/app';
import ConfigProvider from 'antd/es/config-provider';
import theme from 'antd/es/theme';
import en from 'antd/es/locale/en_GB';
import zh from 'antd/es/locale/zh_CN';
import dayjs from 'dayjs';
import 'dayjs/locale/en-gb.js';
import 'dayjs/locale/zh-cn.js';
import { useEffect } from 'react';
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
  return first ? <Navigate to={`/${first}`} replace /> : <p>{words.kit.noRights}</p>;
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

const Root = () => {
  const { locale, dark } = useLook();
  useEffect(() => {
    dayjs.locale(locale === 'zh' ? 'zh-cn' : 'en-gb');
  }, [locale]);
  return (
    <ConfigProvider
      locale={locale === 'zh' ? zh : en}
      theme={{
        algorithm: dark ? theme.darkAlgorithm : theme.defaultAlgorithm,
        token: {
          colorPrimary: dark ? '#d9583b' : '#b23a20',
          colorInfo: dark ? '#5b9ee5' : '#1d5fa8',
          colorLink: dark ? '#7db4ee' : '#1d5fa8',
          colorTextSecondary: dark ? '#b4b0aa' : '#5c5852',
          colorTextTertiary: dark ? '#a09c96' : '#68645e',
          colorTextPlaceholder: dark ? '#a09c96' : '#6b6761',
          borderRadius: 6,
          fontFamily: 'system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif',
        },
      }}
    >
      <App>
        <Speaking locale={locale}>
          <QueryClientProvider client={queries}>
            <RouterProvider router={router} />
          </QueryClientProvider>
        </Speaking>
      </App>
    </ConfigProvider>
  );
};

createRoot(document.getElementById('console')!).render(<Root />);
void start();
