import { IconCheck } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { PasswordField } from '../design/PasswordField.tsx'
import { StrengthMeter } from './StrengthMeter.tsx'
import type { NewPassword } from './useNewPassword.ts'
import './NewPasswordFields.css'

/** New password twice, with its strength and the list of rules that fills in at every key (guide figure 3). */
export function NewPasswordFields({ value, flaws }: { value: NewPassword; flaws: readonly string[] }) {
  const { t, i18n } = useTranslation('access')
  const { password, repeated, checks, keepsRules, tried, minimum, asksOld } = value
  const flawed = flaws.map((flaw) =>
    i18n.exists(`access:flaw.${flaw}`) ? t(`flaw.${flaw}` as 'flaw.too-short', { minimum }) : t('password.refused'),
  )
  const passwordError =
    (tried && !password && t('password.newMissing')) ||
    (tried && !keepsRules && t('password.rulesLeft')) ||
    flawed.join(' ')
  const repeatedError =
    tried && keepsRules && !checks.repeatedEqually && t(repeated ? 'password.mismatch' : 'password.repeatMissing')
  return (
    <>
      <div>
        <PasswordField
          ref={value.passwordField}
          label={t('password.new')}
          description={t('password.newHint')}
          name="new-password"
          autoComplete="new-password"
          aria-required="true"
          value={password}
          onFocus={() => void import('./strength.ts')}
          onChange={(event) => value.setPassword(event.currentTarget.value)}
          error={passwordError}
        />
        <StrengthMeter password={password} personal={[value.number]} capped={!keepsRules} />
      </div>
      <PasswordField
        ref={value.repeatedField}
        label={t('password.repeat')}
        name="repeat-password"
        autoComplete="new-password"
        aria-required="true"
        value={repeated}
        onChange={(event) => value.setRepeated(event.currentTarget.value)}
        error={repeatedError}
      />
      <ul className="rules" aria-label={t('password.checklist')}>
        <Rule met={checks.longEnough} text={t('password.ruleLength', { minimum })} />
        {asksOld && <Rule met={checks.differsFromOld} text={t('password.ruleDifferent')} />}
        {value.number && <Rule met={checks.withoutNumber} text={t('password.ruleNumber')} />}
        <Rule met={checks.repeatedEqually} text={t('password.ruleMatch')} />
      </ul>
    </>
  )
}

function Rule({ met, text }: { met: boolean; text: string }) {
  const { t } = useTranslation('access')
  return (
    <li className={met ? 'rule-met' : undefined}>
      {met ? <IconCheck size={16} stroke={2} aria-hidden="true" /> : <span className="rule-ring" aria-hidden="true" />}
      <span>
        <span className="vh">{t(met ? 'password.met' : 'password.unmet')} </span>
        {text}
      </span>
    </li>
  )
}
