interface Place {
  readonly name: string;
  readonly phone: string;
  readonly country: string;
  readonly region?: string | undefined;
  readonly city?: string | undefined;
  readonly district?: string | undefined;
  readonly street: string;
  readonly postalCode?: string | undefined;
}

/** An address as it stands on a parcel. */
export const AddressLines = ({ address }: { readonly address: Place }) => (
  <address>
    <strong>{address.name}</strong> <span class="fine">{address.phone}</span>
    <br />
    {[address.street, address.district, address.city, address.region, address.postalCode, address.country]
      .filter(Boolean).join(', ')}
  </address>
);
