import { useRef, useState } from 'preact/hooks';
import { useAsked } from '../asked.ts';
import { useCommands } from '../commanding.ts';
import { island } from '../island.tsx';
import { AddressForm, type Address } from '../parts/address-form.tsx';
import { AddressLines } from '../parts/address.tsx';
import { Once } from '../parts/own.tsx';
import { Told } from '../parts/told.tsx';
import { useShop } from '../shop.ts';

/** One's address book: the one that is used first stands first. */
const Addresses = () => {
  const { w } = useShop();
  const book = useAsked('GET /shop/v1/addresses', {});
  const { busy, trouble, command } = useCommands();
  const [open, setOpen] = useState<Address | 'new'>();
  const [said, say] = useState('');

  const close = async (words: string): Promise<void> => {
    await book.again();
    setOpen(undefined);
    say(words);
  };
  const useFirst = async ({ id: addressId }: Address): Promise<void> => {
    say('');
    await command('PUT /shop/v1/addresses/{addressId}/default', { addressId });
    await book.again();
  };
  const remove = async ({ id: addressId }: Address): Promise<void> => {
    say('');
    await command('DELETE /shop/v1/addresses/{addressId}', { addressId });
    await book.again();
    say(w.addresses.removed);
  };

  if (open) {
    return (
      <section>
        <h2>{open === 'new' ? w.addresses.adding : w.addresses.editing}</h2>
        <AddressForm
          {...(open !== 'new' && { address: open })}
          saved={() => close(w.forms.saved)}
          cancel={() => setOpen(undefined)}
        />
      </section>
    );
  }
  return (
    <>
      <Told trouble={trouble} />
      <Once of={book} lines={6}>
        {({ items }) => (
          <div aria-busy={busy}>
            {items.length === 0 ? <p class="empty">{w.addresses.empty}</p> : (
              <ul class="tiles">
                {items.toSorted((a, b) => Number(b.isDefault) - Number(a.isDefault)).map((address) => (
                  <li key={address.id}>
                    <Tile
                      address={address}
                      edit={() =>
                        setOpen(address)}
                      first={() => void useFirst(address)}
                      remove={() => void remove(address)}
                    />
                  </li>
                ))}
              </ul>
            )}
            <button type="button" class="button" onClick={() => setOpen('new')}>{w.addresses.add}</button>
          </div>
        )}
      </Once>
      <p class="said" role="status">{trouble ? '' : said}</p>
    </>
  );
};

interface TileProps {
  readonly address: Address;
  readonly edit: () => void;
  readonly first: () => void;
  readonly remove: () => void;
}

const Tile = ({ address, edit, first, remove }: TileProps) => {
  const { w } = useShop();
  const asked = useRef<HTMLDialogElement>(null);
  return (
    <article class="tile">
      <AddressLines address={address} />
      {address.isDefault && (
        <p>
          <span class="tag">{w.addresses.isDefault}</span>
        </p>
      )}
      <div class="row">
        <button type="button" class="link" onClick={edit}>
          {w.addresses.edit}
          <span class="unseen">{address.name}</span>
        </button>
        {!address.isDefault && (
          <button type="button" class="link" onClick={first}>
            {w.addresses.makeDefault}
            <span class="unseen">{address.name}</span>
          </button>
        )}
        <button type="button" class="link" onClick={() => asked.current!.showModal()}>
          {w.forms.remove}
          <span class="unseen">{address.name}</span>
        </button>
      </div>
      <dialog ref={asked} class="sheet" aria-label={w.forms.remove}>
        <p>{w.addresses.sure(address.name)}</p>
        <div class="row">
          <button type="button" class="button" onClick={remove}>{w.forms.remove}</button>
          <button type="button" class="button quiet" onClick={() => asked.current!.close()}>{w.forms.cancel}</button>
        </div>
      </dialog>
    </article>
  );
};

export default island('addresses', Addresses);
