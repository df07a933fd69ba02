import { useMemo } from 'react'
import { encode } from 'uqr'
import './QrPicture.css'
import { qrPath } from './qr-path.ts'

/** A QR code as SVG elements, drawn here: nothing is fetched, and the text goes nowhere. */
export function QrPicture({ text, label }: { text: string; label: string }) {
  const { size, path } = useMemo(() => {
    const { data, size } = encode(text, { ecc: 'L', border: 4 })
    return { size, path: qrPath(data) }
  }, [text])
  return (
    <svg className="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} shapeRendering="crispEdges">
      <rect className="qr-paper" width={size} height={size} />
      <path className="qr-ink" d={path} />
    </svg>
  )
}
