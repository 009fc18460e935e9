import { useShop } from '../shop.ts';

/** A form that needs no script: it leads to the page of results. */
export const SearchField = ({ value }: { readonly value?: string | undefined }) => {
  const { w, to } = useShop();
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
        list="suggestions"
        autocomplete="off"
        enterkeyhint="search"
      />
      <datalist id="suggestions" />
      <button type="submit" aria-label={w.searchField.label}>
        <svg viewBox="0 0 24 24" aria-hidden="true">
          <path d="M10.5 4a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13zM15.5 15.5 21 21" />
        </svg>
      </button>
    </form>
  );
};
