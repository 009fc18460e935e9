/**
 * What is around every screen: the menu that follows from the contracts, who is signed in, language, light and dark. Plain
 * elements: what a visitor waits for before anything else is worth no component library.
 */
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { Link, NavLink, Outlet, useLocation, useNavigate } from 'react-router';
import { idPrefixes } from '../../../shared/kernel/registered.ts';
import { addressOfId, menuOf, registered, type ScreenName, type Viewer } from './addresses.ts';
import { choose, useLook } from './look.ts';
import { useConsole } from './place.ts';
import { signOut, signOutEverywhere, start, useSession } from './session.ts';
import { useWords } from './words.tsx';

// Asked for at once: it comes while the session is looked for.
const furnished = import('./furnished.tsx');
const Furnished = lazy(() => furnished);
const SignInPage = lazy(() => import('./sign-in.tsx').then((all) => ({ default: all.SignInPage })));
const SignInAgain = lazy(() => import('./sign-in.tsx').then((all) => ({ default: all.SignInAgain })));

export const Shell = () => {
  const words = useWords();
  const { state, profile } = useSession();
  const menu = useRef<HTMLDialogElement>(null);
  const { pathname } = useLocation();
  useEffect(() => menu.current?.close(), [pathname]);
  if (state === 'starting') return <p className="starting" role="status">{words.kit.loading}…</p>;
  if (state === 'lost') {
    return (
      <main className="starting" aria-live="assertive">
        <h1>{words.kit.unreachable}</h1>
        <button type="button" onClick={() => void start()}>{words.kit.retry}</button>
      </main>
    );
  }
  if (!profile) {
    return (
      <Suspense>
        <Furnished>
          <SignInPage />
        </Furnished>
      </Suspense>
    );
  }
  return (
    <div className="shell">
      <a className="skip" href="#content">{words.kit.skip}</a>
      {state === 'out' && (
        <Suspense>
          <Furnished>
            <SignInAgain />
          </Furnished>
        </Suspense>
      )}
      <aside className="sider">
        <Brand />
        <Screens />
      </aside>
      <dialog ref={menu} className="drawer" aria-label={words.kit.menu}>
        <button type="button" className="plain" onClick={() => menu.current?.close()} aria-label={words.kit.close}>
          ×
        </button>
        <Brand />
        <Screens />
      </dialog>
      <header className="header">
        <button
          type="button"
          className="plain menu-button"
          aria-label={words.kit.menu}
          onClick={() => menu.current?.showModal()}
        >
          ☰
        </button>
        <Finding />
        <Person />
      </header>
      <main className="content" id="content" tabIndex={-1}>
        <Suspense fallback={<p className="waiting" role="status">{words.kit.loading}…</p>}>
          <Furnished>
            <Outlet />
          </Furnished>
        </Suspense>
      </main>
    </div>
  );
};

const Brand = () => {
  const words = useWords();
  const within = useConsole();
  return (
    <p className="brand">
      <strong>{words.kit.brand}</strong> {words.kit.consoles[within]}
    </p>
  );
};

const Screens = () => {
  const words = useWords();
  const within = useConsole();
  const { profile } = useSession();
  const contexts = Map.groupBy(menuOf(within, profile!), (name) => registered(name).context);
  return (
    <nav aria-label={words.kit.menu}>
      {[...contexts].map(([context, names]) => (
        <section key={context}>
          <h2>{words.context(context)}</h2>
          <ul>
            {names.map((name) => (
              <li key={name}>
                <NavLink to={`/${name}`}>{words.screen(name)}</NavLink>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </nav>
  );
};

/** Goes where an id leads, by its prefix. */
const Finding = () => {
  const words = useWords();
  const within = useConsole();
  const navigate = useNavigate();
  const { profile } = useSession();
  const go = (field: HTMLInputElement): void => {
    const id = field.value.trim();
    if (!id) return;
    const kind = Object.entries(idPrefixes).find(([, prefix]) => id.startsWith(`${prefix}_`))?.[0];
    const to = kind && addressOfId(within, profile?.roles ?? [], `${kind}Id`, id);
    if (to) void navigate(to);
    else {
      field.setCustomValidity(words.kit.notFound);
      field.reportValidity();
    }
  };
  return (
    <form
      role="search"
      className="finding"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        go(event.currentTarget.elements.namedItem('id') as HTMLInputElement);
      }}
    >
      <input
        name="id"
        type="search"
        onInput={({ currentTarget }) => currentTarget.setCustomValidity('')}
        aria-label={words.kit.find}
        placeholder={words.kit.find}
        spellCheck={false}
        autoComplete="off"
      />
    </form>
  );
};

const Person = () => {
  const words = useWords();
  const { locale, dark } = useLook();
  const { profile } = useSession();
  const within = useConsole();
  const other = within === 'merchant' ? 'operator' : 'merchant';
  const elsewhere = menuOf(other, profile!).length > 0;
  const next = locale === 'zh' ? 'en' : 'zh';
  return (
    <div className="person">
      <button type="button" className="plain" lang={next} onClick={() => choose({ locale: next })}>
        {words.kit.language}
      </button>
      <button
        type="button"
        className="plain"
        aria-pressed={dark}
        aria-label={words.kit.dark}
        title={words.kit.dark}
        onClick={() => choose({ dark: !dark })}
      >
        {dark ? '☀' : '☾'}
      </button>
      <details className="account">
        <summary aria-label={`${words.kit.account}: ${profile!.name || profile!.login}`}>
          {profile!.name || profile!.login}
        </summary>
        <div>
          <p>{profile!.login}</p>
          <p>{profile!.roles.map((role) => words.choice(role)).join(', ')}</p>
          {elsewhere && <Link to={`/${other}`}>{words.kit.consoles[other]}</Link>}
          <button
            type="button"
            className="plain"
            onClick={() => void signOut().then(() => location.assign('/console/'))}
          >
            {words.kit.signOut}
          </button>
          <Everywhere />
        </div>
      </details>
    </div>
  );
};

/** Ends all sessions of the account, having asked. */
const Everywhere = () => {
  const words = useWords();
  const dialog = useRef<HTMLDialogElement>(null);
  const [state, become] = useState<'asking' | 'busy' | 'lost'>('asking');
  // Sent again with the same key when the answer was lost.
  const [key] = useState(() => crypto.randomUUID());
  const end = (): void => {
    become('busy');
    signOutEverywhere(key).then(() => location.assign('/console/'), () => become('lost'));
  };
  return (
    <>
      <button type="button" className="plain" onClick={() => dialog.current?.showModal()}>
        {words.kit.signOutEverywhere}
      </button>
      <dialog ref={dialog} className="asking" aria-label={words.kit.signOutEverywhere}>
        <p>{words.kit.signOutEverywhereText}</p>
        {state === 'lost' && <p role="alert">{words.kit.lost}</p>}
        <button type="button" disabled={state === 'busy'} onClick={end}>{words.kit.confirm}</button>
        <button type="button" onClick={() => dialog.current?.close()}>{words.kit.cancel}</button>
      </dialog>
    </>
  );
};

/** Where somebody begins: at the first screen of the menu, in the console of the roles. */
export const beginning = (viewer: Viewer, within?: 'merchant' | 'operator'): ScreenName | undefined =>
  (within ? [within] : ['operator', 'merchant']).flatMap((one) => menuOf(one, viewer))[0];
