/** `22/11/2026`, of a day or an instant, as Italy counts them. */
export const showDay = (at: string): string =>
  new Intl.DateTimeFormat('it-IT', {
    timeZone: 'Europe/Rome',
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
  }).format(new Date(/^\d{4}-\d\d-\d\d$/.test(at) ? `${at}T12:00:00Z` : at))

const recent = new Intl.DateTimeFormat('it-IT', { timeZone: 'Europe/Rome', dateStyle: 'short', timeStyle: 'short' })

/** `22/11/26, 14:05` */
export const showWhen = (at: string): string => recent.format(new Date(at))
