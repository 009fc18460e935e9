/** What is around every screen: the menu that follows from the contracts, who is signed in, language, light and dark. */
import { MenuOutlined, MoonOutlined, SunOutlined, UserOutlined } from '@ant-design/icons';
import { App, Button, Drawer, Dropdown, Flex, Grid, Input, Layout, Menu, Spin, Typography } from 'antd';
import { useEffect, useState } from 'react';
import { Link, Outlet, useLocation, useNavigate } from 'react-router';
import { addressOfId, menuOf, registered, type ScreenName, type Viewer } from './addresses.ts';
import { choose, useLook } from './look.ts';
import { useConsole } from './place.ts';
import { signOut, useSession } from './session.ts';
import { SignInAgain, SignInPage } from './sign-in.tsx';
import { useWords } from './words.tsx';
import { idPrefixes } from '../../../shared/kernel/registered.ts';

export const Shell = () => {
  const words = useWords();
  const { state, profile } = useSession();
  const wide = Grid.useBreakpoint().lg ?? true;
  const [open, opens] = useState(false);
  const { pathname } = useLocation();
  useEffect(() => opens(false), [pathname]);
  if (state === 'starting') return <Spin fullscreen description={words.kit.loading} />;
  if (!profile) return <SignInPage />;
  return (
    <Layout hasSider style={{ minHeight: '100vh' }}>
      {state === 'out' && <SignInAgain />}
      {wide && (
        <Layout.Sider width={216} theme="light" className="sider">
          <Brand />
          <Screens />
        </Layout.Sider>
      )}
      <Drawer open={open && !wide} onClose={() => opens(false)} placement="left" size={260} title={words.kit.menu} styles={{ body: { padding: 0 } }}>
        <Screens />
      </Drawer>
      <Layout>
        <Layout.Header className="header">
          {!wide && <Button type="text" icon={<MenuOutlined />} aria-label={words.kit.menu} onClick={() => opens(true)} />}
          <Finding />
          <Person />
        </Layout.Header>
        <Layout.Content className="content" role="main" id="content">
          <Outlet />
        </Layout.Content>
      </Layout>
    </Layout>
  );
};

const Brand = () => {
  const words = useWords();
  const within = useConsole();
  return (
    <Flex align="baseline" gap={8} className="brand">
      <Typography.Text strong style={{ fontSize: 18 }}>{words.kit.brand}</Typography.Text>
      <Typography.Text type="secondary">{words.kit.consoles[within]}</Typography.Text>
    </Flex>
  );
};

const Screens = () => {
  const words = useWords();
  const within = useConsole();
  const { pathname } = useLocation();
  const { profile } = useSession();
  const names = menuOf(within, profile!);
  const contexts = [...Map.groupBy(names, (name) => registered(name).context)];
  const chosen = names.find((name) => pathname === `/${name}` || pathname.startsWith(`/${name}/`));
  return (
    <nav aria-label={words.kit.menu}>
      <Menu
        mode="inline"
        selectedKeys={chosen ? [chosen] : []}
        items={contexts.map(([context, some]) => ({
          key: context,
          type: 'group' as const,
          label: words.context(context),
          children: some.map((name) => ({ key: name, label: <Link to={`/${name}`}>{words.screen(name)}</Link> })),
        }))}
      />
    </nav>
  );
};

/** Goes where an id leads, by its prefix. */
const Finding = () => {
  const words = useWords();
  const within = useConsole();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const go = (typed: string): void => {
    const id = typed.trim();
    if (!id) return;
    const kind = Object.entries(idPrefixes).find(([, prefix]) => id.startsWith(`${prefix}_`))?.[0];
    const to = kind && addressOfId(within, `${kind}Id`, id);
    if (to) void navigate(to);
    else message.info(words.kit.notFound);
  };
  return <Input.Search className="finding" aria-label={words.kit.find} placeholder={words.kit.find} spellCheck={false} allowClear onSearch={go} />;
};

const Person = () => {
  const words = useWords();
  const { locale, dark } = useLook();
  const { profile } = useSession();
  const within = useConsole();
  const other = within === 'merchant' ? 'operator' : 'merchant';
  const elsewhere = menuOf(other, profile!).length > 0;
  return (
    <Flex gap={4} align="center">
      <Button type="text" lang={locale === 'zh' ? 'en' : 'zh'} onClick={() => choose({ locale: locale === 'zh' ? 'en' : 'zh' })}>{words.kit.language}</Button>
      <Button type="text" icon={dark ? <SunOutlined /> : <MoonOutlined />} aria-label={dark ? words.kit.light : words.kit.dark} onClick={() => choose({ dark: !dark })} />
      <Dropdown
        trigger={['click']}
        menu={{
          items: [
            { key: 'who', disabled: true, label: `${profile?.login} · ${profile?.roles.map((role) => words.choice(role)).join(', ')}` },
            ...(elsewhere ? [{ key: 'other', label: <Link to={`/${other}`}>{words.kit.consoles[other]}</Link> }] : []),
            { key: 'out', label: words.kit.signOut, onClick: () => void signOut().then(() => location.assign('/console/')) },
          ],
        }}
      >
        <Button type="text" icon={<UserOutlined />} aria-label={words.kit.account}><span className="login">{profile?.name || profile?.login}</span></Button>
      </Dropdown>
    </Flex>
  );
};

/** Where somebody begins: at the first screen of the menu, in the console of the roles. */
export const beginning = (viewer: Viewer, within?: 'merchant' | 'operator'): ScreenName | undefined =>
  (within ? [within] : ['operator', 'merchant']).flatMap((one) => menuOf(one, viewer))[0];
