import './Wordmark.css'

/** The lamps of the switchboard: the product’s mark. Decoration beside the name. */
export function Mark({ size = 26 }: { size?: number }) {
  return (
    <svg className="mark" width={size} height={size} viewBox="0 0 26 26" aria-hidden="true">
      <rect className="mark-bg" width="26" height="26" rx="7" />
      <g className="mark-dot">
        <circle cx="13" cy="7" r="1.5" />
        <circle cx="19" cy="7" r="1.5" />
        <circle cx="7" cy="13" r="1.5" />
        <circle cx="7" cy="19" r="1.5" />
        <circle cx="13" cy="19" r="1.5" />
      </g>
      <g className="mark-lit">
        <circle cx="7" cy="7" r="2" />
        <circle cx="13" cy="13" r="2" />
        <circle cx="19" cy="13" r="2" />
      </g>
      <circle className="mark-hot" cx="19" cy="19" r="2" />
    </svg>
  )
}

/** Mark and name; the last word of a longer name is set lighter (“Office Smart WEB”). */
export function Wordmark({ name, onDark = false }: { name: string; onDark?: boolean }) {
  const words = name.split(' ')
  const last = words.length > 1 ? words.at(-1) : undefined
  return (
    <span className={onDark ? 'wordmark on-dark' : 'wordmark'}>
      <Mark />
      <span>
        <b>{last ? words.slice(0, -1).join(' ') : name}</b> {last && <i>{last}</i>}
      </span>
    </span>
  )
}
