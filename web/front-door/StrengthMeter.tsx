import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Rich } from '../design/Rich.tsx'
import type { Strength } from './strength.ts'

type Props = {
  password: string
  /** Words a guesser would try first, as the number. */
  personal: readonly string[]
  /** A rule is still broken: it cannot be called good. */
  capped: boolean
}

const bars = [0, 1, 2, 3] as const

/** Four bars and a word. Its space is there from the start, so that nothing moves when it begins to measure. */
export function StrengthMeter({ password, personal, capped }: Props) {
  const { t } = useTranslation('access')
  const [measured, setMeasured] = useState<Strength | null>(null)
  const about = personal.join('\n')
  useEffect(() => {
    if (password === '') {
      setMeasured(null)
      return
    }
    let stale = false
    const timer = setTimeout(async () => {
      const { strengthOf } = await import('./strength.ts')
      if (!stale) setMeasured(strengthOf(password, about.split('\n')))
    }, 250)
    return () => {
      stale = true
      clearTimeout(timer)
    }
  }, [password, about])
  const strength = measured !== null && capped && measured > 1 ? 1 : measured
  return (
    <div className="strength">
      <span className={`strength-bars strength-${strength ?? 'none'}`} aria-hidden="true">
        {bars.map((bar) => (
          <i key={bar} className={strength !== null && bar < Math.max(1, strength) ? 'strength-on' : undefined} />
        ))}
      </span>
      <span role="status">
        {strength !== null && <Rich text={t('password.strength', { level: t(`password.strength${strength}`) })} />}
      </span>
    </div>
  )
}
