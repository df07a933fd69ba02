import type { ReactNode } from 'react'
import { SkeletonLine } from '../design/Skeletons.tsx'
import { Wordmark } from '../design/Wordmark.tsx'
import { brand } from '../shell/brand.ts'
import './HomeSketch.css'

/** The portal not yet open, behind the e-mail pop-up (guide figure 4): its shape, without anybody’s data. */
export function HomeSketch({ administrator, children }: { administrator: boolean; children: ReactNode }) {
  return (
    <>
      <div className="sketch" aria-hidden="true">
        <div className="sketch-top">
          <Wordmark name={brand.name} />
        </div>
        <div className="sketch-page">
          <SkeletonLine width={260} height={26} />
          <div className={administrator ? 'sketch-cards sketch-wide' : 'sketch-cards'}>
            <div className="card sketch-card" />
            <div className="card sketch-card" />
          </div>
        </div>
      </div>
      <main id="content">{children}</main>
    </>
  )
}
