import { ActionIcon, TextInput, type TextInputProps } from '@mantine/core'
import { IconEye, IconEyeOff } from '@tabler/icons-react'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'

type Props = Omit<TextInputProps, 'type' | 'rightSection' | 'id'>

/** A PIN with a labelled reveal button. It is no password: managers must not offer to replace one with it. */
export function PinField(props: Props) {
  const { t } = useTranslation('user')
  const [shown, setShown] = useState(false)
  const field = useId()
  const Icon = shown ? IconEyeOff : IconEye
  return (
    <TextInput
      {...props}
      id={field}
      className="pin-field"
      type={shown ? 'text' : 'password'}
      inputMode="numeric"
      autoComplete="off"
      data-1p-ignore
      data-lpignore="true"
      aria-required="true"
      maxLength={20}
      placeholder=" "
      labelProps={{ id: `${field}-name` }}
      rightSectionWidth={44}
      rightSection={
        <ActionIcon
          aria-label={t(shown ? 'pin.conceal' : 'pin.reveal')}
          aria-describedby={`${field}-name`}
          aria-controls={field}
          onClick={() => setShown(!shown)}
        >
          <Icon size={20} stroke={1.7} aria-hidden="true" />
        </ActionIcon>
      }
    />
  )
}
