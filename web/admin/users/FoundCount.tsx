import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'

/** Tells a screen reader how many lines are found, once the typing rests; not on arrival, when nobody has asked. */
export function FoundCount({ total }: { total: number | undefined }) {
  const { t } = useTranslation('directory')
  const [said, setSaid] = useState('')
  const first = useRef(true)
  const words = total === undefined ? undefined : t('list.found', { count: total })
  useEffect(() => {
    if (words === undefined) return
    if (first.current) {
      first.current = false
      return
    }
    const timer = setTimeout(() => setSaid(words), 400)
    return () => clearTimeout(timer)
  }, [words])
  return (
    <p className="vh" role="status">
      {said}
    </p>
  )
}
