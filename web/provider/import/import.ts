import { useTranslation } from 'react-i18next'
import type { CompanyFileCode, CompanyFileWarningCode } from '#domain/provider/company-file-problem.ts'
import type { Answer } from '../../api.ts'
import { queries } from '../../shell/queries.ts'

export const importKey = 'GET /api/provider/imports/:importId'
export const rowsKey = 'GET /api/provider/imports/:importId/rows'
export type Job = Answer<typeof importKey>
export type ImportRow = Answer<typeof rowsKey>['rows'][number]
export type Column = ImportRow['problems'][number]['column']

/** What the server answered to a press is what stands on the page; its rows are read again. */
export function acceptJob(job: Job): void {
  queries.setQueryData([importKey, { params: { importId: job.id } }], job)
  void queries.invalidateQueries({ queryKey: [rowsKey] })
  rereadTarget()
}

/** A draft and a customer look different after an import, and so do their lines. */
export function rereadTarget(): void {
  const changes = /^GET \/api\/provider\/(drafts|customers|lines)/
  void queries.invalidateQueries({ predicate: ({ queryKey: [key] }) => changes.test(String(key)) })
}

/** The sentence of what is wrong with a cell or a row, or only worth saying. */
export function useNoteText(): (note: ImportRow['problems'][number]) => string {
  const { t, i18n } = useTranslation('company-file')
  return ({ code, value, otherRow }) => {
    const facts = { value, otherRow: otherRow ?? '' }
    return i18n.exists(`company-file:problems.${code}`)
      ? t(`problems.${code as CompanyFileCode}`, facts)
      : t(`warnings.${code as CompanyFileWarningCode}`, facts)
  }
}
