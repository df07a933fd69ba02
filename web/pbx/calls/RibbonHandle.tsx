import { IconGripVertical } from '@tabler/icons-react'
import { type KeyboardEvent, type PointerEvent, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { limits } from '#domain/call-handling/settings.ts'
import type { Timer } from './draft.ts'
import { rings } from './lane.ts'

type Props = {
  seconds: number
  left: string
  /** Absent: a mark that nobody moves. */
  timer?: Timer | undefined
  dirty: boolean
  range?: { least: number; most: number } | undefined
  onMove?: ((seconds: number) => void) | undefined
  onHold: (holding: boolean) => void
  /** Seconds in one pixel of the axis. */
  perPixel: () => number
}

const { step } = limits.seconds

/**
 * A mark on the axis. As a handle it is a slider: dragged, or moved with the arrows by five seconds and with Shift by
 * one; the number field below is the way without dragging (WCAG 2.5.7).
 */
export function RibbonHandle({ seconds, left, timer, dirty, range, onMove, onHold, perPixel }: Props) {
  const { t } = useTranslation('call-handling')
  const start = useRef<{ x: number; seconds: number } | null>(null)
  const squilli = t('what.rings', { count: rings(seconds) })

  if (!timer || !onMove || !range) {
    return (
      <span className="tl-h tl-still" style={{ left }}>
        <span className="tl-mark">{t('what.short', { seconds })}</span>
        <em>{squilli}</em>
      </span>
    )
  }
  const { least, most } = range
  const move = (to: number) => {
    const next = Math.min(most, Math.max(least, to))
    if (next !== seconds) onMove(next)
  }

  function press(event: KeyboardEvent): void {
    const by = event.shiftKey ? 1 : step
    const to: Record<string, number> = {
      ArrowRight: seconds + by,
      ArrowUp: seconds + by,
      ArrowLeft: seconds - by,
      ArrowDown: seconds - by,
      PageUp: seconds + 3 * step,
      PageDown: seconds - 3 * step,
      Home: least,
      End: most,
    }
    const wanted = to[event.key]
    if (wanted === undefined) return
    event.preventDefault()
    move(wanted)
  }
  function hold(event: PointerEvent<HTMLButtonElement>): void {
    if (event.button !== 0) return
    event.currentTarget.setPointerCapture(event.pointerId)
    start.current = { x: event.clientX, seconds }
    onHold(true)
  }
  function drag(event: PointerEvent): void {
    if (!start.current) return
    const to = start.current.seconds + (event.clientX - start.current.x) * perPixel()
    const by = event.shiftKey ? 1 : step
    move(Math.round(to / by) * by)
  }
  function release(): void {
    start.current = null
    onHold(false)
  }

  return (
    <span className={dirty ? 'tl-h tl-dirty' : 'tl-h'} style={{ left }}>
      <button
        type="button"
        role="slider"
        aria-label={t(timer === 'voicemail' ? 'noAnswer.voicemailSeconds' : 'noAnswer.forwardSeconds')}
        aria-valuemin={least}
        aria-valuemax={most}
        aria-valuenow={seconds}
        aria-valuetext={t('what.valueText', { seconds, count: rings(seconds) })}
        onKeyDown={press}
        onPointerDown={hold}
        onPointerMove={drag}
        onPointerUp={release}
        onPointerCancel={release}
      >
        <IconGripVertical size={14} stroke={1.8} aria-hidden="true" />
        {t('what.short', { seconds })}
      </button>
      <em aria-hidden="true">{squilli}</em>
    </span>
  )
}
