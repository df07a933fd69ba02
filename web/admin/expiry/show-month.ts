/** `novembre 2027` of `2027-11`, in the page’s language. */
export function showMonth(month: string, language: string): string {
  const format = new Intl.DateTimeFormat(language, { timeZone: 'UTC', month: 'long', year: 'numeric' })
  return format.format(new Date(`${month}-15T12:00:00Z`))
}

/** `nov 27`, for under a bar. */
export function showShortMonth(month: string, language: string): string {
  const format = new Intl.DateTimeFormat(language, { timeZone: 'UTC', month: 'short', year: '2-digit' })
  return format.format(new Date(`${month}-15T12:00:00Z`))
}
