import { ActionIcon, TextInput, type TextInputProps } from '@mantine/core'
import { IconEye, IconEyeOff } from '@tabler/icons-react'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'

type Props = Omit<TextInputProps, 'type' | 'rightSection'> & { autoComplete: 'current-password' | 'new-password' }

/**
 * A password with a labelled reveal button. Paste and password managers are welcome; the browser neither
 * corrects nor capitalises.
 */
export function PasswordField({ id, ...props }: Props) {
  const { t } = useTranslation('shell')
  const [shown, setShown] = useState(false)
  const fallback = useId()
  const field = id ?? fallback
  const Icon = shown ? IconEyeOff : IconEye
  return (
    <TextInput
      {...props}
      id={field}
      type={shown ? 'text' : 'password'}
      placeholder={props.placeholder ?? ' '}
      autoCapitalize="none"
      autoCorrect="off"
      spellCheck={false}
      labelProps={{ id: `${field}-name` }}
      rightSectionWidth={44}
      rightSection={
        <ActionIcon
          aria-label={t(shown ? 'field.conceal' : 'field.reveal')}
          aria-describedby={`${field}-name`}
          aria-controls={field}
          onClick={() => setShown(!shown)}
        >
          <Icon size={22} stroke={1.7} aria-hidden="true" />
        </ActionIcon>
      }
    />
  )
}
