/** The closed list of what can be wrong in a company's file; the sentences are in `translations/<language>/company-file.ts`. */
export const companyFileCodes = [
  // the file as a whole
  'file-empty',
  'file-not-text',
  'file-too-large',
  'file-unreadable',
  'file-locked',
  'too-many-rows',
  'too-many-columns',
  'heading-missing',
  'heading-twice',
  // a row
  'quote-open',
  'row-short',
  'row-long',
  'cell-too-long',
  // a cell
  'number-missing',
  'number-unreadable',
  'number-missing-zero',
  'number-not-own',
  'number-twice',
  'number-outside-blocks',
  'number-in-use',
  'extension-shape',
  'extension-emergency',
  'extension-twice',
  'extension-in-use',
  'name-missing',
  'name-too-long',
  'formula',
  'site-missing',
  'site-too-long',
  'site-unknown',
  'service-missing',
  'service-unknown',
  'user-type-unknown',
  'email-invalid',
  'email-too-many-lines',
  'mobile-invalid',
] as const
export type CompanyFileCode = (typeof companyFileCodes)[number]

/** What is worth saying and stops nothing. */
export const companyFileWarnings = ['heading-unknown', 'shadows-service-number'] as const
export type CompanyFileWarningCode = (typeof companyFileWarnings)[number]

export type CompanyFileNote<Code extends string> = {
  /** As a spreadsheet numbers it: the headings are row 1. */
  readonly row: number
  /** The heading as the file writes it; empty when the whole row or file is meant. */
  readonly column: string
  readonly code: Code
  readonly value: string
  /** Where the value already stands. */
  readonly otherRow?: number
}

export type CompanyFileProblem = CompanyFileNote<CompanyFileCode>
export type CompanyFileWarning = CompanyFileNote<CompanyFileWarningCode>
