import { type ReactNode, useId } from 'react';

export type Column<Row> = {
  readonly id: string;
  readonly title: string;
  readonly cell: (row: Row) => ReactNode;
  readonly isNumber?: boolean;
};

/** A plain table with a caption. On a narrow screen it scrolls by itself, also by keyboard. */
export function Table<Row>(props: {
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowId: (row: Row) => string;
  readonly source?: ReactNode;
}) {
  const id = useId();
  return (
    <figure className="table-figure">
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must be reachable by keyboard (WCAG 2.1.1) */}
      <section className="table-scroll" aria-labelledby={id} tabIndex={0}>
        <table className="table">
          <caption id={id}>{props.caption}</caption>
          <thead>
            <tr>
              {props.columns.map((column) => (
                <th key={column.id} scope="col" className={column.isNumber ? 'is-number' : ''}>
                  {column.title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {props.rows.map((row) => (
              <tr key={props.rowId(row)}>
                {props.columns.map((column) => (
                  <td key={column.id} className={column.isNumber ? 'is-number' : ''}>
                    {column.cell(row)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {props.source ? <figcaption className="small quiet">{props.source}</figcaption> : null}
    </figure>
  );
}
