/** Ant Design's surroundings, in the reader's language and light. The shell does without; screens and signing in stand in them. */
import App from 'antd/es/app';
import ConfigProvider from 'antd/es/config-provider';
import en from 'antd/es/locale/en_GB';
import zh from 'antd/es/locale/zh_CN';
import theme from 'antd/es/theme';
import dayjs from 'dayjs';
import 'dayjs/locale/en-gb.js';
import 'dayjs/locale/zh-cn.js';
import { useEffect, type ReactNode } from 'react';
import { useLook, useNarrow } from './look.ts';

const Furnished = ({ children }: { children: ReactNode }) => {
  const { locale, dark } = useLook();
  const isNarrow = useNarrow();
  useEffect(() => {
    dayjs.locale(locale === 'zh' ? 'zh-cn' : 'en-gb');
  }, [locale]);
  return (
    <ConfigProvider
      locale={locale === 'zh' ? zh : en}
      button={{ autoInsertSpace: false }}
      theme={{
        algorithm: dark ? theme.darkAlgorithm : theme.defaultAlgorithm,
        token: {
          // On a phone what is pressed has the room that a finger takes.
          ...(isNarrow && { controlHeight: 44, controlHeightSM: 44, controlHeightLG: 44 }),
          colorPrimary: dark ? '#d9583b' : '#b23a20',
          colorInfo: dark ? '#5b9ee5' : '#1d5fa8',
          colorLink: dark ? '#7db4ee' : '#1d5fa8',
          colorError: dark ? '#ff8a80' : '#c0271d',
          colorTextSecondary: dark ? '#b4b0aa' : '#5c5852',
          colorTextTertiary: dark ? '#a09c96' : '#68645e',
          colorTextPlaceholder: dark ? '#a09c96' : '#6b6761',
          // Made of the ones above they are lighter, and too pale to be read on white.
          ...(!dark && { colorPrimaryHover: '#9a3019', colorErrorHover: '#a31f16', colorLinkHover: '#174c86' }),
          motion: !matchMedia('(prefers-reduced-motion: reduce)').matches,
          borderRadius: 6,
          fontFamily: 'system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif',
        },
        components: { Button: dark ? { primaryColor: '#141414', dangerColor: '#141414' } : {} },
      }}
    >
      <App>{children}</App>
    </ConfigProvider>
  );
};
export default Furnished;
