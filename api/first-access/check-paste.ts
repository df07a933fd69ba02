import { mostPastedRows, type PasteLine, readPastedEmails } from '#domain/access/pasted-emails.ts'
import { Problem } from '#domain/problem.ts'
import type { LiveSession } from '../access/sessions.ts'
import type { House } from '../house.ts'
import { findPasteLines } from './enter-emails.sql.ts'
import { contextOf } from './jobs.ts'

/**
 * "Incolla le e-mail": what would be done with each row, before anything is. Changes nothing.
 * @throws {Problem} paste.too-long
 */
export async function checkPaste(house: House, session: LiveSession, text: string) {
  const rows = text.split(/\r\n|\r|\n/).length
  if (rows > mostPastedRows) throw new Problem('paste.too-long', { most: mostPastedRows, rows })
  const { companyId, id } = session.line
  const lines = await house.cellar.inCompany(contextOf(session), (trx) => findPasteLines(trx, companyId), {
    readOnly: true,
  })
  const read = readPastedEmails(text, lines, id)
  return {
    rows: read.map(({ row, typed, email, line, verdict, candidates }) => ({
      row,
      typed,
      email,
      line: line && presented(line),
      verdict,
      candidates: candidates.map(presented),
    })),
    ready: read.filter(({ verdict }) => verdict === 'ready').length,
  }
}

const presented = ({ id, number, extension, name }: PasteLine) => ({ lineId: id, number, extension, name })
