import { Button } from '@mantine/core'
import { IconFingerprint } from '@tabler/icons-react'
import type { ReactNode } from 'react'

/** The second of two ways at a door: this device, by its fingerprint, face or PIN. */
export const PasskeyButton = ({
  busy,
  onClick,
  children,
}: {
  busy: boolean
  onClick: () => void
  children: ReactNode
}) => (
  <Button
    variant="default"
    size="md"
    fullWidth
    disabled={busy}
    leftSection={<IconFingerprint size={20} stroke={1.7} aria-hidden="true" />}
    onClick={onClick}
  >
    {children}
  </Button>
)
