import { Textarea } from '@mantine/core'
import { useTranslation } from 'react-i18next'

/** Why it was done, for the log; `label` and `hint` in the words of the place. */
export function ReasonField(props: {
  label: string
  hint: string
  value: string
  onChange: (reason: string) => void
  /** Says that it is missing. */
  wanted: boolean
  first?: boolean
}) {
  const { t } = useTranslation('call-limits')
  return (
    <Textarea
      {...(props.first ? { 'data-autofocus': true } : {})}
      my={props.first ? 0 : 16}
      label={props.label}
      description={props.hint}
      aria-required="true"
      autosize
      minRows={2}
      maxLength={300}
      value={props.value}
      onChange={(event) => props.onChange(event.currentTarget.value)}
      error={props.wanted && t('letGo.reasonMissing')}
    />
  )
}

/** A word at least; a blank is no reason. */
export const isReason = (reason: string): boolean => reason.trim().length >= 3
