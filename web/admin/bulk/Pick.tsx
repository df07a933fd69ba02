import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { toastError } from '../../design/toast.ts'
import type { Line } from '../../pbx/line.ts'
import { mostChosen } from './selection.ts'
import type { ListSelection } from './useSelection.ts'

type PickProps = { name: string; on: boolean; onPick: (on: boolean) => void }

/** The tick of a row: a plain box, because a hundred of them may stand on the page. */
export function Pick({ name, on, onPick }: PickProps) {
  return (
    <label className="pick">
      <span className="vh">{name}</span>
      <input type="checkbox" checked={on} onChange={(event) => onPick(event.currentTarget.checked)} />
    </label>
  )
}

/** The tick of a whole page: all, some or none of its rows. */
export function PickPage({ lines, picked }: { lines: readonly Line[]; picked: ListSelection }) {
  const { t } = useTranslation('directory')
  const pick = usePick(picked)
  const box = useRef<HTMLInputElement>(null)
  const ticked = lines.filter(({ id }) => picked.all || picked.ids.has(id)).length
  const all = lines.length > 0 && ticked === lines.length
  useEffect(() => {
    if (box.current) box.current.indeterminate = ticked > 0 && !all
  }, [ticked, all])
  return (
    <label className="pick">
      <span className="vh">{t('pick.page')}</span>
      <input
        ref={box}
        type="checkbox"
        checked={all}
        onChange={() =>
          pick(
            lines.map(({ id }) => id),
            !all,
          )
        }
      />
    </label>
  )
}

/** Ticks rows, and says so when there would be too many. */
export function usePick({ toggle }: { readonly toggle: ListSelection['toggle'] }) {
  const { t } = useTranslation('directory')
  return (ids: readonly string[], on: boolean): void => {
    if (!toggle(ids, on)) toastError(t('pick.tooMany', { most: mostChosen }))
  }
}
