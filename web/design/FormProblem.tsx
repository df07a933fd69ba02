import { type ReactNode, useEffect, useRef } from 'react'
import { Note } from './Note.tsx'

/**
 * What went wrong with a form, above its fields. It is announced, and takes the focus when it appears
 * or changes, unless the form moves the focus to the field at fault (`focus={false}`).
 */
export function FormProblem({
  title,
  focus = true,
  children,
}: {
  title: string
  focus?: boolean
  children?: ReactNode
}) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (focus && title) box.current?.focus()
  }, [focus, title])
  return (
    <div ref={box} role="alert" tabIndex={-1} className="note-focus">
      <Note tone="error" title={title}>
        {children}
      </Note>
    </div>
  )
}
