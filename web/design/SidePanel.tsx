import { ModalBody, ModalContent, ModalOverlay, ModalRoot, ModalTitle, NativeScrollArea } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import './SidePanel.css'
import { useFocusBack } from './useFocusBack.ts'
import { useScrollLock } from './useScrollLock.ts'

type Props = {
  title: string
  lead?: ReactNode
  onClose: () => void
  /** Something is written: a click beside it does not lose it. */
  changed?: boolean
  children: ReactNode
}

/** A panel at the right, 480 px (DESIGN.md 10, screen 05): a dialog in all but its place. */
export function SidePanel({ title, lead, onClose, changed = false, children }: Props) {
  const { t } = useTranslation('shell')
  useScrollLock(true)
  useFocusBack()
  return (
    <ModalRoot
      opened
      onClose={onClose}
      closeOnClickOutside={!changed}
      lockScroll={false}
      scrollAreaComponent={NativeScrollArea}
      size={480}
      className="side-panel"
      transitionProps={{ duration: 200, transition: 'slide-left' }}
    >
      <ModalOverlay backgroundOpacity={0.5} color="#12100e" />
      <ModalContent radius={0}>
        <div className="side-panel-body">
          <div className="side-panel-head">
            <div>
              <ModalTitle>{title}</ModalTitle>
              {lead && <ModalBody className="dialog-lead">{lead}</ModalBody>}
            </div>
            <button type="button" className="side-panel-close" aria-label={t('action.close')} onClick={onClose}>
              <IconX size={20} stroke={1.8} aria-hidden="true" />
            </button>
          </div>
          {children}
        </div>
      </ModalContent>
    </ModalRoot>
  )
}
