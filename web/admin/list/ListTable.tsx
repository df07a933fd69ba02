import type { ReactNode } from 'react'
import { ScrollRegion } from '../../design/ScrollRegion.tsx'
import '../phones/PhonesPage.css'
import '../users/UsersTable.css'

type Column<Row> = {
  head: string
  cell: (row: Row) => ReactNode
  nums?: boolean
}

type Props<Row> = {
  region: string
  caption: string
  rows: readonly Row[]
  /** The first names the row. */
  columns: readonly [Column<Row>, ...Column<Row>[]]
  /** What can be done with a row, in the last column; its heading is for who listens. */
  actions: { head: string; of: (row: Row) => ReactNode }
  /** Rows of two lines. */
  tall?: boolean
}

/** A page of a list of Gestione dati, wide. */
export function ListTable<Row extends { id: string }>({ region, caption, rows, columns, actions, tall }: Props<Row>) {
  const [name, ...rest] = columns
  return (
    <ScrollRegion className="users-region" label={region}>
      <table className={tall ? 'users-table phones-table' : 'users-table'}>
        <caption className="vh">{caption}</caption>
        <thead>
          <tr>
            {columns.map(({ head }) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
            <th scope="col">
              <span className="vh">{actions.head}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <th scope="row">{name.cell(row)}</th>
              {rest.map(({ head, cell, nums }) => (
                <td key={head} {...(nums ? { className: 'nums' } : {})}>
                  {cell(row)}
                </td>
              ))}
              <td className="users-act">{actions.of(row)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  )
}
