import { Suspense, useState } from 'react'
import type { Line } from '../../pbx/line.ts'
import { fetchActOnLine } from '../acting/dialogs.ts'
import type { LineAction } from '../acting/line-action.ts'
import { menuButton } from '../acting/menu-button.ts'
import { fetchLineMenu, OpenLineMenu } from './menus.ts'
import type { RowWords } from './useRowWords.ts'
import './LineMenu.css'

type Props = {
  line: Line
  words: RowWords
  onAction: (line: Line, action: LineAction) => void
}

/** “Azioni” of a row (S63). A hundred of them may stand on the page, so each is a plain button until it is used. */
export function LineMenu({ line, words, onAction }: Props) {
  const [wanted, setWanted] = useState(false)
  const button = (
    <button
      type="button"
      {...menuButton(line.id)}
      className="line-menu"
      aria-label={words.actionsOf(line.name)}
      aria-haspopup="menu"
      aria-expanded={false}
      onPointerEnter={fetchLineMenu}
      onFocus={fetchLineMenu}
      onClick={() => {
        fetchActOnLine()
        setWanted(true)
      }}
    >
      {words.actions}
    </button>
  )
  if (!wanted) return button
  return (
    <Suspense fallback={button}>
      <OpenLineMenu line={line} button={button} onAction={onAction} />
    </Suspense>
  )
}
