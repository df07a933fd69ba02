import { showNumber } from '../shell/show-number.ts'

/** Tells a password manager whose password this is; nobody else sees it. */
export function KnownName({ name }: { name: string }) {
  return (
    <input
      className="vh"
      type="text"
      name="username"
      autoComplete="username"
      value={name}
      readOnly
      tabIndex={-1}
      aria-hidden="true"
    />
  )
}

/** The same for a line, whose name is its number. */
export const KnownNumber = ({ number }: { number: string }) => <KnownName name={showNumber(number)} />
