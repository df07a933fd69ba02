import type { z } from 'zod'
import type { refusedReason } from '#contract/first-access.ts'

/** Why one line of a job was left out; the words are in `translations/<language>/first-access.ts`. */
export type RefusedReason = z.output<typeof refusedReason>
