import { TextInput, type TextInputProps } from '@mantine/core'
import './CodeField.css'

type Props = Omit<TextInputProps, 'type'> & { digits?: boolean }

/** A code somebody reads elsewhere: one field, offered by the phone’s keyboard, pasted with or without spaces. */
export function CodeField({ digits = true, ...props }: Props) {
  return (
    <TextInput
      {...props}
      className="code-field"
      inputMode={digits ? 'numeric' : 'text'}
      autoComplete="one-time-code"
      autoCapitalize="none"
      autoCorrect="off"
      spellCheck={false}
      maxLength={40}
    />
  )
}
