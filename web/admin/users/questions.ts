import type { Question } from '../../shell/ahead.ts'
import { queryOf, readAddress } from './list-state.ts'

/** What the list asks for at an address, before its page is here to ask. */
export const questionsOf = (search: string): readonly Question[] => [
  ['GET /api/directory/lines', { query: queryOf(readAddress(Object.fromEntries(new URLSearchParams(search)))) }],
]
