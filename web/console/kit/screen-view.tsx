/** Loads what a screen declares, and shows it as its kind is shown. */
import { Component, lazy, Suspense, useEffect, type ComponentType, type ReactNode } from 'react';
import { useLocation, useParams } from 'react-router';
import { maySee, registered, type ScreenName } from './addresses.ts';
import type { Screen } from './screen.ts';
import { useSession } from './session.ts';
import { useWords } from './words.tsx';

const List = lazy(() => import('./list.tsx').then(({ ListView }) => ({ default: ListView })));
const Detail = lazy(() => import('./detail.tsx').then(({ DetailView }) => ({ default: DetailView })));
const Filling = lazy(() => import('./page-form.tsx').then(({ FormView }) => ({ default: FormView })));

const shown = (screen: Screen): ComponentType<{ params: Readonly<Record<string, string>> }> => {
  switch (screen.kind) {
    case 'list':
      return ({ params }) => <List screen={screen} params={params} />;
    case 'detail':
      return ({ params }) => <Detail screen={screen} params={params} />;
    case 'create':
    case 'edit':
      return ({ params }) => <Filling screen={screen} params={params} />;
    case 'free':
      return screen.show;
  }
};

/** The component of a screen, which is loaded when it is first shown. */
export const screenView = (name: ScreenName): ComponentType => {
  const Loaded = lazy(() => registered(name).load().then(({ default: screen }) => ({ default: shown(screen) })));
  return () => {
    const words = useWords();
    const params = useParams() as Readonly<Record<string, string>>;
    const { pathname } = useLocation();
    const { profile } = useSession();
    const title = words.screen(name);
    useEffect(() => {
      document.title = `${title} · ${words.kit.brand}`;
    }, [title, words]);
    return (
      <Mishap key={pathname}>
        <h1>{title}</h1>
        {maySee(name, profile?.roles ?? [])
          ? (
            <Suspense fallback={<p className="waiting" role="status">{words.kit.loading}…</p>}>
              <Loaded params={params} />
            </Suspense>
          )
          : <p role="alert">{words.kit.notYours}</p>}
      </Mishap>
    );
  };
};

/** A screen that breaks takes nothing else along. */
class Mishap extends Component<{ children: ReactNode }, { error?: unknown }> {
  override state: { error?: unknown } = {};

  static getDerivedStateFromError(error: unknown): { error: unknown } {
    return { error };
  }

  override render(): ReactNode {
    return this.state.error === undefined ? this.props.children : <Broken />;
  }
}

const Broken = () => {
  const words = useWords();
  return (
    <div role="alert">
      <p>{words.kit.broken}</p>
      <button type="button" onClick={() => location.reload()}>{words.kit.retry}</button>
    </div>
  );
};
