const key = (company: string): string => `osw-first-access:${company}`

/**
 * What this computer knows of a company that has finished its first access: `completed`, or `told` once the note
 * about it has been closed. Where storage is switched off, the note simply comes again.
 */
function read(company: string): string | null {
  try {
    return localStorage.getItem(key(company))
  } catch {
    return null
  }
}

function write(company: string, value: 'completed' | 'told' | null): void {
  try {
    if (value === null) localStorage.removeItem(key(company))
    else localStorage.setItem(key(company), value)
  } catch {
    // storage is switched off
  }
}

export const hasCompleted = (company: string): boolean => read(company) !== null
export const wasTold = (company: string): boolean => read(company) === 'told'

export function rememberCompleted(company: string): void {
  if (!hasCompleted(company)) write(company, 'completed')
}

export const rememberTold = (company: string): void => write(company, 'told')
export const forgetCompleted = (company: string): void => write(company, null)
