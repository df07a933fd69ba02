import { ModalBody, ModalContent, ModalOverlay, ModalRoot, ModalTitle, NativeScrollArea } from '@mantine/core'
import type { ReactNode } from 'react'
import './Dialog.css'
import { useFocusBack } from './useFocusBack.ts'
import { useScrollLock } from './useScrollLock.ts'

type Props = {
  title: string
  /** Under the title: who or what it is about. */
  lead?: ReactNode
  opened?: boolean
  /** Absent: a forced step. No close button, no click outside, no Esc. */
  onClose?: () => void
  /** Where it floats: in the middle, or over the box on the right of the front door. */
  place?: 'middle' | 'right'
  size?: number
  /** Hides the page behind: somebody else may be looking. */
  curtain?: boolean
  children: ReactNode
}

const nothing = () => {}

/**
 * The pop-up of the guide. Focus goes to the first field (or to `data-autofocus`), stays inside, and returns to
 * the opener. The title stands in the body, so that the page keeps a single banner.
 */
export function Dialog({
  title,
  lead,
  opened = true,
  onClose,
  place = 'middle',
  size = 460,
  curtain = false,
  children,
}: Props) {
  useScrollLock(opened)
  useFocusBack()
  return (
    <ModalRoot
      opened={opened}
      onClose={onClose ?? nothing}
      closeOnClickOutside={onClose !== undefined}
      closeOnEscape={onClose !== undefined}
      lockScroll={false}
      scrollAreaComponent={NativeScrollArea}
      centered
      size={size}
      className={`dialog dialog-${place}`}
      transitionProps={{ duration: 200, transition: 'pop' }}
    >
      <ModalOverlay backgroundOpacity={curtain ? 1 : 0.5} color="#12100e" />
      <ModalContent radius="xl">
        <div className="dialog-body">
          <div className="dialog-head">
            <ModalTitle>{title}</ModalTitle>
            {/* The library reads `ModalBody` out as the dialog’s description: only the lead should be. */}
            {lead && <ModalBody className="dialog-lead">{lead}</ModalBody>}
          </div>
          {children}
        </div>
      </ModalContent>
    </ModalRoot>
  )
}

/** Buttons at the foot of a dialog, side by side, the main one last. */
export function DialogFoot({ children }: { children: ReactNode }) {
  return <div className="dialog-foot">{children}</div>
}
