import { NativeSelect, TextInput } from '@mantine/core'
import { IconSelector } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Until } from '#domain/call-handling/settings.ts'
import { italianTime } from '#domain/time-zone.ts'
import { serverNow } from '../../api.ts'
import { LocalHour } from '../LocalHour.tsx'
import { choiceOf, fromField, toField, type UntilChoice, untilChoices, untilOf } from './until.ts'
import { useCallsHere } from './useCalls.ts'

type Props = {
  label: string
  value: Until
  onChange: (until: Until) => void
  dirty?: boolean
  error?: string | undefined
}

/** For how long: until changed, for today, until tomorrow or Monday morning, or any day and hour. */
export function UntilField({ label, value, onChange, dirty = false, error }: Props) {
  const { t } = useTranslation('call-handling')
  const { zone } = useCallsHere()
  const now = serverNow()
  const named = choiceOf(value, now, zone)
  const [own, setOwn] = useState(named === undefined)
  const [past, setPast] = useState(false)
  const chosen = own || named === undefined

  function choose(choice: string): void {
    setPast(false)
    setOwn(choice === 'chosen')
    if (choice === 'chosen') onChange(value ?? untilOf('today', now, zone))
    else onChange(untilOf(choice as UntilChoice, now, zone))
  }
  function write(text: string): void {
    const at = fromField(text, zone)
    if (at === undefined) return
    setPast(at <= serverNow())
    if (at > serverNow()) onChange(new Date(at).toISOString())
  }

  return (
    <div className="until">
      <NativeSelect
        label={label}
        size="sm"
        className={dirty ? 'dirty' : undefined}
        value={chosen ? 'chosen' : named}
        rightSection={<IconSelector size={16} stroke={1.7} aria-hidden="true" />}
        data={[...untilChoices, 'chosen' as const].map((choice) => ({ value: choice, label: t(`until.${choice}`) }))}
        onChange={(event) => choose(event.currentTarget.value)}
        error={chosen ? undefined : error}
      />
      {chosen && (
        <TextInput
          type="datetime-local"
          aria-label={t('until.field')}
          size="sm"
          className={dirty ? 'dirty' : undefined}
          defaultValue={toField(Date.parse(value ?? untilOf('today', now, zone) ?? ''), zone)}
          min={toField(now, zone)}
          onChange={(event) => write(event.currentTarget.value)}
          description={zone === italianTime ? undefined : <LocalHour zone={zone} />}
          error={past ? t('until.past') : error}
        />
      )}
    </div>
  )
}
