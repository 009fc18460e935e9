/** A product file before it is sent, read as it will be read there; and the report of what became of it, line by line. */
import { useQuery } from '@tanstack/react-query';
import Flex from 'antd/es/flex';
import Typography from 'antd/es/typography';
import { rowsOf, type Row, type RowFault } from '../../../../shared/catalogue/imports/csv-rows.ts';
import { productColumns, productRows } from '../../../../shared/catalogue/imports/product-columns.ts';
import type { Locale } from '../../../../shared/kernel/values/text.ts';
import { Failed } from '../../kit/problem.tsx';
import { Part, Table } from '../../kit/table.tsx';
import { useWords } from '../../kit/words.tsx';
import { importFaultWords } from '../../words/import-faults.ts';

export interface Seen {
  readonly rows: number;
  readonly products: number;
  readonly first: readonly Row[];
  readonly faults: readonly RowFault[];
}

const shown = 10;
const mostFaults = 200;

/** What is in a file, read on this machine. @param locale the language of its texts */
export const lookInto = async (file: File, locale: Locale): Promise<Seen> => {
  const rows: Row[] = [];
  const faults: RowFault[] = [];
  for await (const outcome of productRows([new Uint8Array(await file.arrayBuffer())], locale)) {
    if ('fault' in outcome) faults.push(outcome.fault);
    else rows.push(outcome.row);
  }
  const products = new Set(rows.map(({ cells }) => cells['Handle'])).size;
  return { rows: rows.length, products, first: rows.slice(0, shown), faults };
};

export const Preview = ({ seen: { rows, products, first, faults } }: { seen: Seen }) => {
  const words = useWords();
  const columns = Object.keys(productColumns).filter((name) => first.some(({ cells }) => cells[name]));
  return (
    <Flex vertical gap={12}>
      <Typography.Text role="status">{words.kit.inFile(rows, products)}</Typography.Text>
      {rows > 0 && (
        <Table<Row>
          label={words.kit.preview}
          empty={words.kit.empty}
          rows={first}
          columns={[
            { key: 'line', title: words.field('line'), number: true, cell: ({ line }) => line },
            ...columns.map((name) => ({ key: name, title: name, cell: ({ cells }: Row) => cells[name]?.slice(0, 60) })),
          ]}
        />
      )}
      <Faults faults={faults} />
    </Flex>
  );
};

const Faults = ({ faults }: { faults: readonly (RowFault & { readonly handle?: string })[] }) => {
  const words = useWords();
  return faults.length > 0 && (
    <Table
      label={words.field('faults')}
      empty={words.kit.empty}
      rows={faults.slice(0, mostFaults)}
      columns={[
        { key: 'line', title: words.field('line'), number: true, cell: ({ line }) => line },
        { key: 'column', title: words.kit.column, cell: ({ column }) => column },
        { key: 'handle', title: words.kit.product, cell: ({ handle }) => handle ?? '' },
        {
          key: 'message',
          title: words.kit.fault,
          cell: ({ message, note }) => (
            <Typography.Text type={note ? 'secondary' : 'danger'}>
              {importFaultWords(message, words.locale)}
            </Typography.Text>
          ),
        },
      ]}
    />
  );
};

const reportColumns = Object.fromEntries(
  ['line', 'column', 'handle', 'outcome', 'message'].map((name) => [name, [name]]),
);

/** What an import changes, what it found wrong, and where. @param url of its report */
export const Report = ({ url }: { url: string }) => {
  const words = useWords();
  const { data, error, refetch } = useQuery({
    queryKey: ['report', url.split('?')[0]],
    queryFn: async () => {
      const bytes = new Uint8Array(await (await fetch(url)).arrayBuffer());
      const read = await Array.fromAsync(rowsOf([bytes], reportColumns, [], 'handle'));
      return read.flatMap((outcome) => {
        if ('fault' in outcome) return [];
        const { line, column = '', handle = '', outcome: became = '', message = '' } = outcome.row.cells;
        return [{ line: Number(line), column, handle, message, became }];
      });
    },
    staleTime: Infinity,
  });
  if (error) return <Failed error={error} retry={() => refetch()} />;
  if (!data) return null;
  const faults = data.filter(({ became }) => became === 'fault' || became === 'note').map(({ became, ...fault }) => ({
    ...fault,
    ...(became === 'note' && { note: true as const }),
  }));
  const changes = data.filter(({ became }) => became === 'change');
  return (
    <>
      {changes.length > 0 && (
        <Part title={`${words.kit.changesByLine}: ${changes.length}`}>
          <Table
            label={words.kit.changesByLine}
            empty={words.kit.empty}
            rows={changes.slice(0, mostFaults)}
            columns={[
              { key: 'line', title: words.field('line'), number: true, cell: ({ line }) => line },
              { key: 'handle', title: words.kit.product, cell: ({ handle }) => handle },
              { key: 'column', title: words.kit.column, cell: ({ column }) => column },
              { key: 'message', title: words.kit.change, cell: ({ message }) => message },
            ]}
          />
        </Part>
      )}
      {faults.length > 0 && (
        <Part title={words.kit.byLine}>
          <Faults faults={faults} />
        </Part>
      )}
    </>
  );
};
