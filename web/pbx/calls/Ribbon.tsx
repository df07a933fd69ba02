import {
  IconArrowForwardUp,
  IconBellOff,
  IconDeviceLandlinePhone,
  IconDeviceMobile,
  IconPhone,
  IconRecordMail,
  IconUser,
} from '@tabler/icons-react'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Timer } from './draft.ts'
import { axisEnd, rings, type Stretch } from './lane.ts'
import { RibbonHandle } from './RibbonHandle.tsx'
import './Ribbon.css'

export type BlockIcon = 'desk' | 'mobile' | 'soft' | 'person'

/** A block with its words. */
export type Drawn = Stretch & { readonly title: string; readonly sub?: string; readonly icons: readonly BlockIcon[] }

export type Lanes = { readonly free: readonly Drawn[]; readonly busy: readonly Drawn[] }

export type RibbonProps = {
  lanes: Lanes
  /** `Se sei libero`, `Se sei occupato`. */
  labels: { free: string; busy: string }
  /** Absent: nothing can be moved. */
  onMove?: ((timer: Timer, seconds: number) => void) | undefined
  range: (timer: Timer) => { least: number; most: number }
  /** Timers that wait for Conferma: amber. */
  dirty: readonly Timer[]
}

const icons = { desk: IconDeviceLandlinePhone, mobile: IconDeviceMobile, soft: IconPhone, person: IconUser }

/** What is in a block: icons, title, and the words under it. */
export function Block({ block, thin = false, when }: { block: Drawn; thin?: boolean; when?: string }) {
  const sub = thin ? [block.kind === 'voicemail' ? undefined : block.sub, when].filter(Boolean).join(' · ') : block.sub
  return (
    <div className={`tl-b tl-${block.kind}${thin ? ' thin' : ''}`}>
      <span className="tl-i" aria-hidden="true">
        {block.kind === 'forward' && <IconArrowForwardUp size={20} stroke={1.7} />}
        {block.kind === 'voicemail' && <IconRecordMail size={21} stroke={1.7} />}
        {block.kind === 'quiet' && <IconBellOff size={20} stroke={1.7} />}
        {[...new Set(block.icons)].map((name) => {
          const Icon = icons[name]
          return <Icon key={name} size={20} stroke={1.7} />
        })}
      </span>
      <b>{block.title}</b>
      {sub && <span className="tl-s">{sub}</span>}
    </div>
  )
}

/**
 * “Cosa succede se mi chiamano?” as two lanes over an axis of seconds (DESIGN.md 4, Call ribbon): the width of a block
 * is its time, a dot is one ring, a handle is one of the two timers.
 */
export default function Ribbon({ lanes, labels, onMove, range, dirty }: RibbonProps) {
  const { t } = useTranslation('call-handling')
  const axis = useRef<HTMLDivElement>(null)
  // While a handle is held the axis keeps its length, so that the second under the finger stays there.
  const held = useRef<number | null>(null)
  const end = held.current ?? axisEnd(lanes.free)
  const place = (seconds: number) => `${(Math.min(seconds, end) / end) * 100}%`
  const marks = lanes.free.filter((block) => block.from > 0 && block.from < end)
  const last = lanes.free.at(-1)
  const dotsUntil = last && last.kind !== 'ring' ? last.from : end
  return (
    <div className="tl">
      <div className="tl-row">
        <div className="tl-l">{labels.free}</div>
        <ol className="tl-track">
          {lanes.free.map((block) => (
            <li
              key={`${block.kind} ${block.from}`}
              className={block === last ? 'tl-li last' : 'tl-li'}
              style={{ left: place(block.from), width: `calc(${place(block.to ?? end)} - ${place(block.from)})` }}
            >
              <Block block={block} />
            </li>
          ))}
        </ol>
      </div>
      <div className="tl-row">
        <div className="tl-l tl-l-ax" aria-hidden="true">
          {t('what.seconds')}
        </div>
        <div className="tl-axis" ref={axis}>
          <span className="tl-line" aria-hidden="true" />
          {Array.from({ length: Math.floor(end / 5) }, (_, index) => index * 5)
            .filter((at) => at > 0 && at < dotsUntil && !marks.some(({ from }) => Math.abs(from - at) < 3))
            .map((at) => (
              <i key={at} className="tl-tick" style={{ left: place(at) }} aria-hidden="true" />
            ))}
          <span className="tl-0" aria-hidden="true">
            0
          </span>
          {marks.map((block) => (
            <RibbonHandle
              // By what it sets, so that it keeps the focus while it moves.
              key={block.timer ?? `${block.kind} ${block.from}`}
              seconds={block.from}
              left={place(block.from)}
              timer={block.timer}
              dirty={block.timer !== undefined && dirty.includes(block.timer)}
              range={block.timer ? range(block.timer) : undefined}
              onMove={block.timer && onMove ? (seconds) => onMove(block.timer as Timer, seconds) : undefined}
              onHold={(holding) => {
                held.current = holding ? axisEnd(lanes.free) : null
              }}
              perPixel={() => end / (axis.current?.clientWidth || 1)}
            />
          ))}
        </div>
      </div>
      <div className="tl-row">
        <div className="tl-l">{labels.busy}</div>
        <ol className="tl-busy">
          {lanes.busy.map((block) => (
            <li key={`${block.kind} ${block.from}`}>
              <Block
                block={block}
                thin
                when={block.from === 0 ? t('block.atOnce') : t('what.short', { seconds: block.from })}
              />
            </li>
          ))}
        </ol>
      </div>
    </div>
  )
}

/** The same on a telephone: one under the other, the seconds beside; they are set in the fields below. */
export function RibbonColumn({ lanes, labels }: Pick<RibbonProps, 'lanes' | 'labels'>) {
  const { t } = useTranslation('call-handling')
  return (
    <>
      <ol className="tlv">
        {lanes.free.map((block) => (
          <li key={`${block.kind} ${block.from}`} className={`tlv-li k-${block.kind}`}>
            <span className="tlv-t">
              {t('what.short', { seconds: block.from })}
              {block.from > 0 && <em>{t('what.rings', { count: rings(block.from) })}</em>}
            </span>
            <Block block={block} />
          </li>
        ))}
      </ol>
      <ol className="tlv k-busy" aria-label={labels.busy}>
        {lanes.busy.map((block, place) => (
          <li key={`${block.kind} ${block.from}`} className="tlv-li">
            <span className="tlv-t">{place === 0 ? labels.busy : ''}</span>
            <Block
              block={block}
              thin
              when={block.from === 0 ? t('block.atOnce') : t('what.short', { seconds: block.from })}
            />
          </li>
        ))}
      </ol>
    </>
  )
}
