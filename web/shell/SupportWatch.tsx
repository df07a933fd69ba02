import { lazy } from 'react'
import { useOwnSupport } from '../help/own-support.ts'

const SupportBanner = lazy(() => import('../help/SupportBanner.tsx'))

/** On every page of the portal: whether 1928 looks at one’s line. What says so is downloaded only then. */
export function SupportWatch() {
  const { data } = useOwnSupport()
  return data?.visit ? <SupportBanner visit={data.visit} /> : null
}
