/** What narrows the log, as the address keeps it. */
export type LogState = {
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly actor?: string | undefined
  readonly role?: Role | undefined
  readonly subject?: string | undefined
  readonly action?: string | undefined
  readonly result?: 'done' | 'refused' | undefined
}

export const roles = ['user', 'administrator', 'support', 'system', 'unknown'] as const
export type Role = (typeof roles)[number]

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** What makes no sense is left out. */
export function readLogAddress(address: Readonly<Record<string, unknown>>): LogState {
  const text = (name: string) => (typeof address[name] === 'string' ? (address[name] as string) : '')
  const day = (name: string) => {
    const at = new Date(`${text(name)}T00:00:00Z`)
    return /^\d{4}-\d{2}-\d{2}$/.test(text(name)) &&
      !Number.isNaN(at.getTime()) &&
      at.toISOString().startsWith(text(name))
      ? text(name)
      : undefined
  }
  const line = (name: string) => (uuid.test(text(name)) ? text(name) : undefined)
  const state: LogState = {
    from: day('dal'),
    to: day('al'),
    actor: line('chi'),
    role: roles.find((role) => role === text('come')),
    subject: line('su'),
    action: /^[a-z.-]{1,60}$/.test(text('cosa')) ? text('cosa') : undefined,
    result: (['done', 'refused'] as const).find((result) => result === text('esito')),
  }
  return Object.fromEntries(Object.entries(state).filter(([, value]) => value !== undefined))
}

export function writeLogAddress({ from, to, actor, role, subject, action, result }: LogState): Record<string, string> {
  const all = { dal: from, al: to, chi: actor, come: role, su: subject, cosa: action, esito: result }
  return Object.fromEntries(Object.entries(all).filter((pair): pair is [string, string] => pair[1] !== undefined))
}
