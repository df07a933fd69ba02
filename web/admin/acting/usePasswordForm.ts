import { useRef, useState } from 'react'
import { type Answer, api, type Problem } from '../../api.ts'
import { useSubmit } from '../../shell/useSubmit.ts'
import { refreshDirectory } from './grant.ts'
import type { LiveGrant } from './useGrant.ts'

export type GivenPassword = Answer<'POST /api/directory/lines/:lineId/temporary-password'>

type Props = { lineId: string; grant: LiveGrant; onGiven: (given: GivenPassword) => void }

/** The rules the server found broken. The front door has the same for its own, with rules to check while typing. */
function flawsOf(problem: Problem | null): readonly string[] {
  const flaws = problem?.code === 'password.refused' ? problem.facts.flaws : undefined
  return Array.isArray(flaws) ? flaws.map(String) : []
}

/** A temporary password for a line (S70): made by the portal unless typed, shown once unless mailed. */
export function usePasswordForm({ lineId, grant, onGiven }: Props) {
  const { busy, problem, submit } = useSubmit()
  const [kind, setKind] = useState<'generated' | 'typed'>('generated')
  const [deliver, setDeliver] = useState<'show' | 'send'>('show')
  const [password, setPassword] = useState('')
  const [tried, setTried] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  const typed = kind === 'typed'

  function confirm(): void {
    setTried(true)
    if (typed && !password) field.current?.focus()
    else
      void submit(async () => {
        const body = { deliver, ...(typed ? { password } : {}) }
        const send = () => api('POST /api/directory/lines/:lineId/temporary-password', { params: { lineId }, body })
        const given = await grant.guard(send)
        setPassword('')
        setTried(false)
        refreshDirectory()
        onGiven(given)
      })
  }

  return {
    kind,
    setKind,
    deliver,
    setDeliver,
    password,
    setPassword,
    field,
    /** A typed password would be lost by leaving. */
    dirty: typed && password !== '',
    missing: tried && typed && !password,
    flaws: flawsOf(problem),
    busy,
    problem,
    confirm,
  }
}

export type PasswordForm = ReturnType<typeof usePasswordForm>
