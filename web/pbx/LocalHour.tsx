import { lazy, Suspense } from 'react'
import { italianTime, type TimeZone } from '#domain/time-zone.ts'

const Words = lazy(() => import('./LocalHourWords.tsx'))

/** Whose hours these are, where they are not the Italian ones: “ora locale: Londra”. Nobody else downloads a word of it. */
export function LocalHour({ zone, before = '' }: { zone: TimeZone; before?: string }) {
  if (zone === italianTime) return null
  return (
    <Suspense fallback={null}>
      <Words zone={zone} before={before} />
    </Suspense>
  )
}
