/** The encoder alone, of which the library has no types: a bar is a run of ones. */
declare module 'jsbarcode/bin/barcodes/CODE128/index.js' {
  export class CODE128B {
    constructor(text: string, options: object);
    encode(): { readonly data: string };
  }
}
