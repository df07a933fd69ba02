/** Sizes beyond which a company's file is not read: far above any real one, far below what could hurt. */
export const companyFileLimits = {
  bytes: 16 * 1024 * 1024,
  rows: 40_000,
  columns: 50,
  cell: 256,
  /** Lines that may share one e-mail address (spec/security 2.2). */
  linesPerEmail: 20,
} as const
