import type { z } from 'zod'
import type { otherSide } from '#contract/call-history.ts'
import type { People } from './records.sql.ts'

export type OtherColumns = {
  other_number: string | null
  other_line_id: string | null
  other_name: string | null
}

/** Who it was: a colleague by the directory's name of today, anybody else as the call showed it. */
export function presentOther(row: OtherColumns, people: People, masked = false): z.input<typeof otherSide> {
  if (masked) return { kind: 'helpline', lineId: null, number: null, extension: null, name: null }
  const colleague = row.other_line_id === null ? undefined : people.get(row.other_line_id)
  if (colleague) {
    return {
      kind: 'colleague',
      lineId: colleague.id,
      number: row.other_number,
      extension: colleague.extension || null,
      name: colleague.name,
    }
  }
  const kind = row.other_number === null ? 'withheld' : 'number'
  return { kind, lineId: null, number: row.other_number, extension: null, name: row.other_name }
}
