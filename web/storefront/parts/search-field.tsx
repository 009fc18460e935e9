import { useShop } from '../shop.ts';

interface SearchFieldProps {
  readonly value?: string | undefined;
  readonly suggestions: readonly string[];
  /** Told what is typed, and of the moment when somebody is about to type. */
  readonly onType?: (typed: string) => void;
}

/** A form that needs no script: it leads to the page of results. */
export const SearchField = ({ value, suggestions, onType }: SearchFieldProps) => {
  const { w, to } = useShop();
  const type = ({ currentTarget }: { readonly currentTarget: HTMLInputElement }): void => onType?.(currentTarget.value);
  return (
    <form class="search-field" role="search" action={to('/search')}>
      <input
        type="search"
        name="q"
        value={value}
        maxLength={100}
        required
        placeholder={w.searchField.hint}
        aria-label={w.searchField.label}
        list="search-suggestions"
        autocomplete="off"
        enterkeyhint="search"
        onInput={type}
        onFocus={type}
      />
      <datalist id="search-suggestions">
        {suggestions.map((text) => <option key={text} value={text} />)}
      </datalist>
      <button type="submit" aria-label={w.searchField.label}>
        <svg viewBox="0 0 24 24" aria-hidden="true">
          <path d="M10.5 4a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13zM15.5 15.5 21 21" />
        </svg>
      </button>
    </form>
  );
};
