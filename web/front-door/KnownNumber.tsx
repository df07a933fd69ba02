import { showNumber } from '../shell/show-number.ts'

/** Tells a password manager whose password this is; nobody else sees it. */
export function KnownNumber({ number }: { number: string }) {
  return (
    <input
      className="vh"
      type="text"
      name="username"
      autoComplete="username"
      value={showNumber(number)}
      readOnly
      tabIndex={-1}
      aria-hidden="true"
    />
  )
}
