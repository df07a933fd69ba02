import { Button } from '@mantine/core'
import { IconPlayerPauseFilled, IconPlayerPlayFilled } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FormProblem } from '../../design/FormProblem.tsx'
import { showDuration } from './calls.ts'
import type { Sound } from './useSound.ts'
import './Player.css'

type Props = {
  who: string
  sound: Sound
  seconds: number
  loudness: readonly number[]
  /** Once, after three seconds of listening, or at the end of a shorter message. */
  onListened: () => void
}

const speeds = [1, 1.5, 2] as const
const heardAfter = 3

/** The waveform is the slider (DESIGN.md 06): arrows move it, and the time is said in words. */
export function Player({ who, sound, seconds, loudness, onListened }: Props) {
  const { t, i18n } = useTranslation('call-history')
  const audio = useRef<HTMLAudioElement>(null)
  const [playing, setPlaying] = useState(false)
  const [at, setAt] = useState(0)
  const [speed, setSpeed] = useState<(typeof speeds)[number]>(1)
  const length = Math.max(seconds, 1)
  const listened = useListened(playing, at, Math.min(heardAfter, length), onListened)

  if (sound.problem) {
    return (
      <div className="player-problem">
        <FormProblem title={t('player.error')} />
        <Button variant="default" onClick={sound.retry}>
          {t('player.retry')}
        </Button>
      </div>
    )
  }
  const toggle = () => void (playing ? audio.current?.pause() : audio.current?.play().catch(() => setPlaying(false)))
  const next = speeds[(speeds.indexOf(speed) + 1) % speeds.length] ?? 1
  const shownSpeed = speed.toLocaleString(i18n.language)
  return (
    <div className="player">
      {/* biome-ignore lint/a11y/useMediaCaption: what somebody said on the telephone has no captions; its length and caller are told. */}
      <audio
        ref={audio}
        src={sound.address ?? undefined}
        onPlay={() => setPlaying(true)}
        onPause={() => setPlaying(false)}
        onEnded={() => {
          setPlaying(false)
          listened()
        }}
        onTimeUpdate={(event) => setAt(event.currentTarget.currentTime)}
        onLoadedMetadata={(event) => {
          event.currentTarget.playbackRate = speed
        }}
      />
      <button
        type="button"
        className="player-play"
        aria-label={playing ? t('player.pause') : t('player.play', { who })}
        disabled={!sound.address}
        onClick={toggle}
      >
        {playing ? (
          <IconPlayerPauseFilled size={20} aria-hidden="true" />
        ) : (
          <IconPlayerPlayFilled size={20} aria-hidden="true" />
        )}
      </button>
      <div className="player-wave">
        <Wave loudness={loudness} part={at / length} />
        <input
          type="range"
          min={0}
          max={length}
          step={0.1}
          value={Math.min(at, length)}
          aria-label={t('player.position')}
          aria-valuetext={t('player.positionText', { at: showDuration(at), length: showDuration(length) })}
          disabled={!sound.address}
          onChange={(event) => {
            const to = Number(event.currentTarget.value)
            setAt(to)
            if (audio.current) audio.current.currentTime = to
          }}
        />
      </div>
      <span className="player-time nums">
        <b>{showDuration(at)}</b> / {showDuration(length)}
      </span>
      <button
        type="button"
        className="player-speed nums"
        aria-label={t('player.speed', { speed: shownSpeed })}
        onClick={() => {
          setSpeed(next)
          if (audio.current) audio.current.playbackRate = next
        }}
      >
        {shownSpeed}×
      </button>
    </div>
  )
}

/** Counts what was really heard: moving the slider to the end is not listening. */
function useListened(playing: boolean, at: number, needed: number, tell: () => void): () => void {
  const heard = useRef(0)
  const last = useRef(at)
  const told = useRef(false)
  function once(): void {
    if (told.current) return
    told.current = true
    tell()
  }
  const ring = useRef(once)
  ring.current = once
  useEffect(() => {
    const passed = at - last.current
    last.current = at
    if (!playing || passed <= 0 || passed > 2) return
    heard.current += passed
    if (heard.current >= needed - 0.05) ring.current()
  }, [playing, at, needed])
  return once
}

const barWidth = 3
const step = 6
const height = 46

function Wave({ loudness, part }: { loudness: readonly number[]; part: number }) {
  const width = loudness.length * step
  return (
    <svg viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" aria-hidden="true">
      {loudness.map((value, i) => {
        const tall = Math.max(3, (value / 255) * height)
        return (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: a bar is its place.
            key={i}
            className={i / loudness.length < part ? 'wave-heard' : undefined}
            x={i * step}
            y={(height - tall) / 2}
            width={barWidth}
            height={tall}
            rx={1.5}
          />
        )
      })}
    </svg>
  )
}
