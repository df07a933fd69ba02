import { useRef, useState } from 'react'
import { type QuickChecks, quickChecks } from '#domain/access/password.ts'
import type { Problem } from '../api.ts'

type Known = {
  /** The password it replaces; absent where it is not asked (reset by mail). */
  old?: string
  number: string
  minimum: number
}

/** A new password typed twice, with the checks a browser can make while it is typed. */
export function useNewPassword({ old, number, minimum }: Known) {
  const [password, setPassword] = useState('')
  const [repeated, setRepeated] = useState('')
  const [tried, setTried] = useState(false)
  const passwordField = useRef<HTMLInputElement>(null)
  const repeatedField = useRef<HTMLInputElement>(null)
  const checks: QuickChecks = quickChecks({ password, repeated, old: old ?? '', number, minimum })
  const keepsRules = checks.longEnough && checks.withoutNumber && (old === undefined || checks.differsFromOld)

  /** True when it may be sent; otherwise the errors show and the first field at fault has the focus. */
  function validate(): boolean {
    setTried(true)
    if (!keepsRules) passwordField.current?.focus()
    else if (!checks.repeatedEqually) repeatedField.current?.focus()
    return keepsRules && checks.repeatedEqually
  }

  return {
    password,
    repeated,
    setPassword,
    setRepeated,
    checks,
    keepsRules,
    asksOld: old !== undefined,
    number,
    minimum,
    tried,
    validate,
    passwordField,
    repeatedField,
  }
}

export type NewPassword = ReturnType<typeof useNewPassword>

/** The rules the server found broken, from a `password.refused`. */
export function flawsOf(problem: Problem | null): readonly string[] {
  const flaws = problem?.code === 'password.refused' ? problem.facts.flaws : undefined
  return Array.isArray(flaws) ? flaws.map(String) : []
}
