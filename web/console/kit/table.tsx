/** A table and a part of a page: plain markup, of which browsers and screen readers know everything already. */
import { Fragment, type ReactNode } from 'react';

export interface Column<T> {
  readonly key: string;
  readonly title: ReactNode;
  /** Numbers stand at the right. */
  readonly number?: boolean;
  /** It stays in sight when the others move sideways. */
  readonly pinned?: boolean;
  /** Of a column by which rows can be ordered: how they are now, and what pressing its title does. */
  readonly order?: { readonly now: 'ascending' | 'descending' | 'none'; readonly turn: () => void };
  readonly cell: (row: T, index: number) => ReactNode;
}

interface Props<T> {
  readonly label: string;
  readonly columns: readonly Column<T>[];
  readonly rows: readonly T[];
  /** In the place of rows. */
  readonly empty: string;
  readonly busy?: boolean;
  /** The row that keys are about. */
  readonly at?: number;
  readonly onRow?: (index: number, opened: boolean) => void;
  /** What a row consists of, below it over the whole width. */
  readonly below?: (row: T) => ReactNode;
}

const arrows = { ascending: ' ↑', descending: ' ↓', none: '' };
const classOf = ({ number, pinned }: { number?: boolean; pinned?: boolean }): string | undefined =>
  number ? 'number' : pinned ? 'pinned' : undefined;

export const Table = <T,>({ label, columns, rows, empty, busy = false, at = -1, onRow, below }: Props<T>) => (
  <div className="table" aria-busy={busy} tabIndex={0} role="group" aria-label={label}>
    <table>
      <thead>
        <tr>
          {columns.map(({ order, ...column }) => (
            <th key={column.key} scope="col" className={classOf(column)} aria-sort={order?.now}>
              {order
                ? (
                  <button type="button" className="order" onClick={order.turn}>
                    {column.title}
                    <span aria-hidden="true">{arrows[order.now]}</span>
                  </button>
                )
                : column.title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, i) => (
          <Fragment key={i}>
            <tr
              className={i === at ? 'row-at' : undefined}
              aria-current={i === at || undefined}
              onClick={() => onRow?.(i, false)}
              onDoubleClick={() =>
                onRow?.(i, true)}
            >
              {columns.map((column) => <td key={column.key} className={classOf(column)}>{column.cell(row, i)}</td>)}
            </tr>
            {below && (
              <tr className="below">
                <td colSpan={columns.length}>{below(row)}</td>
              </tr>
            )}
          </Fragment>
        ))}
        {rows.length === 0 && (
          <tr>
            <td className="empty" colSpan={columns.length}>{busy ? '…' : empty}</td>
          </tr>
        )}
      </tbody>
    </table>
  </div>
);

export const Part = ({ title, beside, children }: { title?: ReactNode; beside?: ReactNode; children: ReactNode }) => (
  <section className="part">
    {(title !== undefined || beside) && (
      <header>
        <h2>{title}</h2>
        {beside}
      </header>
    )}
    <div>{children}</div>
  </section>
);
