/** Sizes that form, file, server and message share. */
export const shortCodeLimits = { label: 80, range: 1_000, rows: 5_000, fileBytes: 2 * 1024 * 1024 } as const
