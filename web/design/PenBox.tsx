import { ActionIcon, Button } from '@mantine/core'
import { IconPencil } from '@tabler/icons-react'
import { type ComponentType, type ReactNode, useEffect, useId, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import './PenBox.css'

type IconProps = { size?: number; stroke?: number; 'aria-hidden'?: 'true' }

type Props = {
  icon: ComponentType<IconProps>
  title: string
  /** The state in words, under the title. */
  text: ReactNode
  pill?: ReactNode
  open: boolean
  onOpen: () => void
  /** Annulla, or the pencil pressed again; call it after a successful Conferma too. */
  onClose: () => void
  onConfirm: () => void
  busy?: boolean
  confirm?: string
  /** The fields; shown in place, the first one takes the focus. */
  children: ReactNode
}

/** The box with the pencil (guide figures 7, 11, 12): opens in place, and gives the focus back to the pencil. */
export function PenBox({
  icon: Icon,
  title,
  text,
  pill,
  open,
  onOpen,
  onClose,
  onConfirm,
  busy = false,
  confirm,
  children,
}: Props) {
  const { t } = useTranslation('shell')
  const name = useId()
  const pencil = useRef<HTMLButtonElement>(null)
  const form = useRef<HTMLFormElement>(null)
  const wasOpen = useRef(open)
  useEffect(() => {
    if (open && !wasOpen.current) form.current?.querySelector<HTMLElement>('input, select, textarea')?.focus()
    if (!open && wasOpen.current) pencil.current?.focus()
    wasOpen.current = open
  }, [open])
  return (
    <fieldset className={open ? 'pen pen-open' : 'pen'} aria-labelledby={name}>
      <span className="pen-icon">
        <Icon size={20} stroke={1.7} aria-hidden="true" />
      </span>
      <div className="pen-main">
        <div className="pen-words">
          <b id={name}>{title}</b>
          <span>{text}</span>
        </div>
        {open && (
          <form
            ref={form}
            className="pen-form"
            noValidate
            onSubmit={(event) => {
              event.preventDefault()
              if (!busy) onConfirm()
            }}
            onKeyDown={(event) => {
              if (event.key === 'Escape' && !busy) onClose()
            }}
          >
            {children}
            <div className="pen-foot">
              <Button type="submit" loading={busy}>
                {confirm ?? t('action.confirm')}
              </Button>
              <Button variant="subtle" color="gray" onClick={onClose} disabled={busy}>
                {t('action.cancel')}
              </Button>
            </div>
          </form>
        )}
      </div>
      {pill && <span className="pen-pill">{pill}</span>}
      <ActionIcon
        ref={pencil}
        variant="default"
        size={40}
        className="pen-pencil"
        aria-expanded={open}
        aria-label={title}
        onClick={open ? onClose : onOpen}
      >
        <IconPencil size={20} stroke={1.7} aria-hidden="true" />
      </ActionIcon>
    </fieldset>
  )
}
