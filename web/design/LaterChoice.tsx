import { InputBase } from '@mantine/core'
import { IconSelector } from '@tabler/icons-react'
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import type { Choice, ChoiceProps } from './Choice.tsx'
import { fetchChoice, loadChoice } from './choices.ts'

/** What opens a list of choices by keyboard (ARIA APG, select-only combobox). */
const opening = new Set(['Enter', ' ', 'ArrowDown', 'ArrowUp'])

type Props<Value extends string> = Pick<
  ChoiceProps<Value>,
  | 'label'
  | 'aria-label'
  | 'className'
  | 'leftSection'
  | 'searchable'
  | 'nothingFoundMessage'
  | 'data'
  | 'value'
  | 'onChange'
>

/**
 * A choice that is downloaded when somebody comes near it, and built when it is opened: until then the same field,
 * with the same name and value, without its list. For pages that are read more often than they are filtered.
 */
export function LaterChoice<Value extends string>(props: Props<Value>) {
  const [Whole, setWhole] = useState<typeof Choice>()
  const id = useId()

  /** When it does not come, the next press tries again. */
  function open(): void {
    loadChoice().then(
      (loaded) => setWhole(() => loaded),
      () => {},
    )
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (!opening.has(event.key)) return
    event.preventDefault()
    open()
  }

  if (Whole) return <Opened {...props} as={Whole} id={id} />
  const { data, value, onChange: _, searchable, nothingFoundMessage: _nobody, ...rest } = props
  return (
    <InputBase
      {...rest}
      __staticSelector="Select"
      size="sm"
      id={id}
      role="combobox"
      aria-haspopup="listbox"
      aria-expanded={false}
      readOnly
      pointer
      value={data.find((option) => option.value === value)?.label ?? ''}
      rightSection={<IconSelector size={16} stroke={1.7} aria-hidden="true" />}
      rightSectionPointerEvents="none"
      onPointerEnter={fetchChoice}
      // A field that is typed in opens as soon as one is in it, as it will from then on.
      onFocus={searchable ? open : fetchChoice}
      onClick={open}
      onKeyDown={onKeyDown}
    />
  )
}

type OpenedProps<Value extends string> = Props<Value> & { as: typeof Choice; id: string }

/** The whole choice in its place: takes the focus along, and opens, unless one has gone elsewhere meanwhile. */
function Opened<Value extends string>({ as: Whole, ...props }: OpenedProps<Value>) {
  const field = useRef<HTMLInputElement>(null)
  const begun = useRef(false)
  useEffect(() => {
    if (begun.current) return
    begun.current = true
    if (document.activeElement !== document.body) return
    field.current?.focus({ preventScroll: true })
    if (!props.searchable) field.current?.click()
  }, [props.searchable])
  return <Whole {...props} ref={field} />
}
