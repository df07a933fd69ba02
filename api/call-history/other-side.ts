import type { z } from 'zod'
import type { otherSide } from '#contract/call-history.ts'

export type OtherColumns = {
  other_number: string | null
  other_line_id: string | null
  other_name: string | null
  line_name: string | null
  line_extension: string | null
}

/** Who it was: a colleague by the directory's name of today, anybody else as the call showed it. */
export function presentOther(row: OtherColumns, masked = false): z.input<typeof otherSide> {
  if (masked) return { kind: 'helpline', lineId: null, number: null, extension: null, name: null }
  if (row.other_line_id !== null && row.line_name !== null) {
    return {
      kind: 'colleague',
      lineId: row.other_line_id,
      number: row.other_number,
      extension: row.line_extension || null,
      name: row.line_name,
    }
  }
  const kind = row.other_number === null ? 'withheld' : 'number'
  return { kind, lineId: null, number: row.other_number, extension: null, name: row.other_name }
}
