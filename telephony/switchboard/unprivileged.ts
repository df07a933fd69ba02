import { execFileSync } from 'node:child_process'

/** Account for programs that need no rights: Debian's own for the purpose. */
export const unprivilegedAccount = 'nobody'

export type Account = { readonly uid: number; readonly gid: number }

/** Undefined when we are not root and therefore cannot (and need not) become anybody else. */
export function accountToBecome(): Account | undefined {
  if (process.getuid?.() !== 0) return undefined
  const idOf = (flag: string) => Number(execFileSync('id', [flag, unprivilegedAccount], { encoding: 'utf8' }))
  return { uid: idOf('-u'), gid: idOf('-g') }
}

/**
 * For our own programs: the source may lie where only root may read, so they load everything first and then call this.
 * Files are reached afterwards through the working directory, which the switchboard has made theirs.
 */
export function dropPrivileges(account = process.env.RUN_AS): void {
  if (!account || process.getuid?.() !== 0) return
  const gid = Number(execFileSync('id', ['-g', account], { encoding: 'utf8' }))
  process.setgroups?.([gid])
  process.setgid?.(gid)
  process.setuid?.(account)
}
