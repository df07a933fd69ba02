import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CompanyFileCode } from '#domain/provider/company-file-problem.ts'
import { type Answer, api } from '../../api.ts'
import { Choice } from '../../design/Choice.tsx'
import { Dialog, DialogFoot } from '../../design/Dialog.tsx'
import { FormProblem } from '../../design/FormProblem.tsx'
import { toastDone } from '../../design/toast.ts'
import { queries } from '../../shell/queries.ts'
import { showNumber } from '../../shell/show-number.ts'
import { useProblemText } from '../../shell/useProblemText.ts'
import { useSubmit } from '../../shell/useSubmit.ts'
import { type Draft, rereadDraft } from './draft.ts'

type Line = Answer<'GET /api/provider/drafts/:draftId/lines'>['lines'][number]
type Props = { draft: Draft; line: Line | null; onClose: () => void }

/** One line by hand, under the rules of a file's row. */
export function LineDialog({ draft, line, onClose }: Props) {
  const { t } = useTranslation(['activation', 'company-file'])
  const say = useProblemText()
  const { busy, problem, submit } = useSubmit()
  const [cells, setCells] = useState({
    number: line ? showNumber(line.number) : '',
    extension: line?.extension ?? '',
    name: line?.name ?? '',
    site: line?.site ?? draft.data.sites[0]?.name ?? '',
    service: line?.service ?? draft.byService[0]?.code ?? '',
    userType: line?.userType ?? ('user' as const),
    email: line?.email ?? '',
    mobile: line?.mobile ? showNumber(line.mobile) : '',
  })
  const flaws = problem?.code === 'draft.line-refused' ? ((problem.facts.flaws as string[] | undefined) ?? []) : []
  const field = (name: 'number' | 'extension' | 'name' | 'email' | 'mobile') => {
    const code = flaws.find((flaw) => flaw.startsWith(`${name}:`))?.split(':')[1] as CompanyFileCode | undefined
    return {
      label: t(`lines.${name}`),
      value: cells[name],
      onChange: (event: { currentTarget: { value: string } }) =>
        setCells({ ...cells, [name]: event.currentTarget.value }),
      autoComplete: 'off',
      error: code && t(`company-file:problems.${code}`, { value: cells[name], otherRow: '' }),
    }
  }
  const done = async (words: string) => {
    await Promise.all([
      rereadDraft(draft.id),
      queries.invalidateQueries({ queryKey: ['GET /api/provider/drafts/:draftId/lines'] }),
    ])
    toastDone(words)
    onClose()
  }
  const send = () =>
    submit(async () => {
      const params = { draftId: draft.id }
      if (line)
        await api('PATCH /api/provider/drafts/:draftId/lines/:draftLineId', {
          params: { ...params, draftLineId: line.id },
          body: cells,
        })
      else await api('POST /api/provider/drafts/:draftId/lines', { params, body: cells })
      await done(t('lines.saved'))
    })
  const take = (id: string) =>
    submit(async () => {
      await api('DELETE /api/provider/drafts/:draftId/lines/:draftLineId', {
        params: { draftId: draft.id, draftLineId: id },
      })
      await done(t('lines.taken'))
    })
  const sites = [...new Set([...draft.data.sites.map(({ name }) => name), ...(line ? [line.site] : [])])]
  return (
    <Dialog title={t(line ? 'lines.editTitle' : 'lines.addTitle')} onClose={onClose}>
      <form
        className="step-fields"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void send()
        }}
      >
        {problem && <FormProblem title={say(problem)} />}
        <TextInput {...field('number')} type="tel" maxLength={40} data-autofocus />
        <TextInput {...field('extension')} inputMode="numeric" maxLength={6} />
        <TextInput {...field('name')} maxLength={60} />
        <Choice
          size="md"
          label={t('lines.site')}
          data={sites.map((value) => ({ value, label: value }))}
          value={cells.site}
          onChange={(site) => setCells({ ...cells, site })}
        />
        <Choice
          size="md"
          label={t('lines.service')}
          data={draft.byService.map(({ code, name }) => ({ value: code, label: name }))}
          value={cells.service}
          onChange={(service) => setCells({ ...cells, service })}
        />
        <Choice
          size="md"
          label={t('lines.userType')}
          data={(['user', 'administrator', 'attendant'] as const).map((value) => ({
            value,
            label: t(`lines.${value}`),
          }))}
          value={cells.userType}
          onChange={(userType) => setCells({ ...cells, userType })}
        />
        <TextInput {...field('email')} type="email" maxLength={300} />
        <TextInput {...field('mobile')} type="tel" maxLength={40} />
        <DialogFoot>
          {line && (
            <Button variant="default" size="md" disabled={busy} onClick={() => void take(line.id)}>
              {t('lines.take')}
            </Button>
          )}
          <Button type="submit" size="md" loading={busy}>
            {t('lines.save')}
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  )
}
