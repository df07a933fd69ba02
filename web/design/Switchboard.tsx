import './Switchboard.css'

type Plug = { x: number; y: number; tone: 'warm' | 'cool'; label: string; end?: boolean }

/** Words at the four plugs, in the order the two calls happen. */
export type SwitchboardLabels = { caller: string; answers: string; away: string; mobile: string }

/** The signature drawing: a panel of jacks with two cords, one call each. Decoration only. */
export function Switchboard({ labels }: { labels: SwitchboardLabels }) {
  const plugs: Plug[] = [
    { x: 119, y: 296, tone: 'warm', label: labels.caller },
    { x: 525, y: 184, tone: 'warm', label: labels.answers, end: true },
    { x: 293, y: 352, tone: 'cool', label: labels.away },
    { x: 757, y: 240, tone: 'cool', label: labels.mobile, end: true },
  ]
  return (
    <svg className="board" viewBox="0 0 880 560" preserveAspectRatio="xMidYMin meet" aria-hidden="true">
      <defs>
        <pattern id="board-jacks" x="32" y="100" width="58" height="56" patternUnits="userSpaceOnUse">
          <circle className="board-jack" cx="29" cy="28" r="6.5" />
          <circle className="board-pin" cx="29" cy="28" r="2" />
        </pattern>
      </defs>
      <rect x="32" y="100" width="812" height="336" fill="url(#board-jacks)" />
      <rect x="32" y="436" width="812" height="56" fill="url(#board-jacks)" opacity="0.6" />
      <rect x="32" y="492" width="812" height="56" fill="url(#board-jacks)" opacity="0.35" />
      <path className="board-cord board-cool" d="M293 352C293 436 372 501 489 501S757 436 757 240" />
      <path className="board-gap" d="M119 296C119 384 186 446 283 446S525 384 525 184" />
      <path className="board-cord board-warm" d="M119 296C119 384 186 446 283 446S525 384 525 184" />
      {plugs.map(({ x, y, tone, label, end }) => (
        <g key={label}>
          <circle className={`board-plug-${tone}`} cx={x} cy={y} r="11" />
          <circle className="board-hole" cx={x} cy={y} r="4" />
          <text x={end ? x + 11 : x - 11} y={y - 24} textAnchor={end ? 'end' : 'start'}>
            {label}
          </text>
        </g>
      ))}
    </svg>
  )
}
