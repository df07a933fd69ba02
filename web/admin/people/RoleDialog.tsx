import { Checkbox, Radio } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../api.ts'
import { Hint } from '../../design/Note.tsx'
import { toastDone } from '../../design/toast.ts'
import { useApi } from '../../shell/queries.ts'
import { delicate } from '../../shell/step-up.ts'
import { useFullSession } from '../../shell/useSession.ts'
import { useSubmit } from '../../shell/useSubmit.ts'
import type { PersonDialogProps } from './ActOnPerson.tsx'
import { PersonCard } from './PersonCard.tsx'
import { PersonForm } from './PersonForm.tsx'
import { refreshPeople } from './person.ts'
import '../acting/PasswordFields.css'
import './people.css'

type Role = 'user' | 'company' | 'sites'

const roleOf = ({ administrator, administratorSites }: PersonDialogProps['person']): Role =>
  administrator ? (administratorSites ? 'sites' : 'company') : 'user'

/** Who may look after the company, or some of its sites (spec/security 2.2, role grant and revoke). */
export function RoleDialog({ person, onClose }: PersonDialogProps) {
  const { t } = useTranslation(['people', 'shell'])
  const { busy, problem, submit } = useSubmit()
  const viewer = useFullSession().viewer
  const { data } = useApi('GET /api/directory/sites')
  const [role, setRole] = useState<Role>(roleOf(person))
  const [sites, setSites] = useState<string[]>(person.administratorSites ?? [])
  const [tried, setTried] = useState(false)
  const { name } = person
  const missing = role === 'sites' && sites.length === 0

  function save(): void {
    setTried(true)
    if (missing) return
    void submit(async () => {
      const body =
        role === 'user'
          ? { role: 'user' as const }
          : { role: 'administrator' as const, sites: role === 'sites' ? sites : null }
      const params = { lineId: person.id }
      await delicate(() => api('POST /api/people/lines/:lineId/role', { params, body }))
      refreshPeople()
      toastDone(t(role === 'user' ? 'role.revoked' : 'role.granted', { name }))
      onClose()
    })
  }

  return (
    <PersonForm
      title={t('role.title')}
      confirm={t('shell:action.confirm')}
      busy={busy}
      problem={problem}
      onConfirm={save}
      onClose={onClose}
    >
      <PersonCard person={person} />
      <Radio.Group
        className="radios"
        label={t('role.question', { name })}
        value={role}
        onChange={(value) => setRole(value === 'company' || value === 'sites' ? value : 'user')}
      >
        {(['user', 'company', 'sites'] as const).map((value) => (
          <Radio key={value} value={value} label={t(`role.${value}`)} description={t(`role.${value}Hint`)} />
        ))}
      </Radio.Group>
      {role === 'sites' && (
        <Checkbox.Group
          className="people-sites"
          label={t('role.which')}
          value={sites}
          onChange={setSites}
          error={tried && missing && t('role.whichMissing')}
        >
          {data?.sites.map((site) => (
            <Checkbox key={site.id} value={site.id} label={site.name} />
          ))}
        </Checkbox.Group>
      )}
      <Hint warm={person.id === viewer.lineId}>
        {person.id === viewer.lineId ? t('role.self') : t('role.effect', { name })}
      </Hint>
    </PersonForm>
  )
}
