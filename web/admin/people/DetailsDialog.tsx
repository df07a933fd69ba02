import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { lineLimits } from '#domain/directory/line.ts'
import { api } from '../../api.ts'
import { Choice } from '../../design/Choice.tsx'
import { toastDone } from '../../design/toast.ts'
import { useApi } from '../../shell/queries.ts'
import { showNumber } from '../../shell/show-number.ts'
import { delicate } from '../../shell/step-up.ts'
import { useSubmit } from '../../shell/useSubmit.ts'
import type { PersonDialogProps } from './ActOnPerson.tsx'
import { PersonForm } from './PersonForm.tsx'
import { refreshPeople } from './person.ts'
import { usePersonProblemText } from './usePersonProblemText.ts'

/** “Modifica dati personali”: what the directory shows of a person (spec/product 3.2). */
export function DetailsDialog({ person, onClose }: PersonDialogProps) {
  const { t } = useTranslation(['people', 'shell'])
  const say = usePersonProblemText()
  const { busy, problem, submit } = useSubmit()
  const { data } = useApi('GET /api/directory/sites')
  const { name: wasName, siteId: wasSite, mobile: wasMobile } = person
  const [name, setName] = useState(wasName)
  const [siteId, setSiteId] = useState(wasSite)
  const [mobile, setMobile] = useState(wasMobile ? showNumber(wasMobile) : '')
  const sites = data?.sites.map((site) => ({ value: site.id, label: site.name })) ?? []
  const shown = sites.some(({ value }) => value === wasSite)
    ? sites
    : [{ value: wasSite, label: person.site }, ...sites]

  const save = () =>
    submit(async () => {
      const was = { name: wasName, siteId: wasSite, mobile: wasMobile }
      const body = { was, name, siteId, mobile: mobile.trim() || null }
      const saved = await delicate(() =>
        api('PATCH /api/people/lines/:lineId', { params: { lineId: person.id }, body }),
      )
      refreshPeople()
      toastDone(t('details.done', { name: saved.name }))
      onClose()
    })

  return (
    <PersonForm
      title={t('details.title')}
      lead={<span className="nums">{showNumber(person.number)}</span>}
      confirm={t('shell:action.confirm')}
      busy={busy}
      problem={problem}
      atField={['person.name', 'person.mobile']}
      onConfirm={() => void save()}
      onClose={onClose}
    >
      <TextInput
        data-autofocus
        label={t('details.name')}
        name="person-name"
        autoComplete="off"
        maxLength={lineLimits.name}
        aria-required="true"
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        error={problem?.code === 'person.name' && say(problem)}
      />
      <Choice
        label={t('details.site')}
        data={shown}
        value={siteId}
        onChange={setSiteId}
        searchable={shown.length > 12}
      />
      <TextInput
        label={t('details.mobile')}
        description={t('details.mobileHint')}
        name="person-mobile"
        type="tel"
        autoComplete="off"
        maxLength={40}
        value={mobile}
        onChange={(event) => setMobile(event.currentTarget.value)}
        error={problem?.code === 'person.mobile' && say(problem)}
      />
    </PersonForm>
  )
}
