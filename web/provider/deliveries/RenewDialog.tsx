import { Button, Radio } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Answer, api } from '../../api.ts'
import { Dialog, DialogFoot } from '../../design/Dialog.tsx'
import { FormProblem } from '../../design/FormProblem.tsx'
import { Hint } from '../../design/Note.tsx'
import { toastDone } from '../../design/toast.ts'
import { delicate } from '../../shell/step-up.ts'
import { useProblemText } from '../../shell/useProblemText.ts'
import { useSubmit } from '../../shell/useSubmit.ts'
import { readDeliveriesAgain, type Way } from './deliveries.ts'
import { SheetDialog } from './SheetDialog.tsx'
import '@mantine/core/styles/Radio.layer.css'
import './Deliveries.css'

const path = 'POST /api/provider/customers/:companyId/temporary-password'
const every: readonly Way[] = ['email', 'sms', 'technician']

type Props = {
  companyId: string
  /** Those that reach this customer. */
  ways: readonly Way[]
  /** Lines that wait for their first access. */
  waiting: number
  /** The message that did not arrive. */
  againOf?: string
  onClose: () => void
}

/** “Rigenera password temporanea”: what it does to whom, which way it goes, and only then. */
export function RenewDialog({ companyId, ways, waiting, againOf, onClose }: Props) {
  const { t } = useTranslation('deliveries')
  const say = useProblemText()
  const { busy, problem, submit } = useSubmit()
  const [way, setWay] = useState<Way | ''>(ways.length === 1 ? (ways[0] ?? '') : '')
  const [tried, setTried] = useState(false)
  const [made, setMade] = useState<Answer<typeof path> | null>(null)
  function send(event: FormEvent): void {
    event.preventDefault()
    setTried(true)
    if (way === '') return
    void submit(async () => {
      const body = { delivery: way, ...(againOf ? { againOf } : {}) }
      const done = await delicate(() => api(path, { params: { companyId }, body }))
      await readDeliveriesAgain()
      if (done.temporaryPassword !== null) return setMade(done)
      const facts = { secret: done.secretTo ?? '', numbers: done.numbersTo ?? '' }
      const both = done.numbersTo !== null && done.numbersTo !== done.secretTo
      toastDone(t(both ? 'dialog.sentBoth' : 'dialog.sentOne', facts))
      onClose()
    })
  }
  if (made?.temporaryPassword) {
    const { temporaryPassword, generation } = made
    return <SheetDialog companyId={companyId} made={{ temporaryPassword, generation }} onClose={onClose} />
  }
  return (
    <Dialog title={t('dialog.title')} lead={t('dialog.text')} onClose={onClose}>
      <form className="renew-form" onSubmit={send} noValidate>
        {problem && <FormProblem title={say(problem)} />}
        {againOf && <Hint warm>{t('dialog.gone')}</Hint>}
        <p>{t('dialog.waiting', { count: waiting })}</p>
        <Radio.Group
          label={t('dialog.how')}
          value={way}
          onChange={(value) => setWay(value as Way)}
          error={tried && way === '' ? t('dialog.choose') : undefined}
        >
          <div className="renew-ways">
            {every.map((one) => (
              <Radio
                key={one}
                value={one}
                label={t(`dialog.way.${one}`)}
                description={t(ways.includes(one) ? `dialog.wayText.${one}` : `dialog.missing.${one}`)}
                disabled={!ways.includes(one)}
              />
            ))}
          </div>
        </Radio.Group>
        <DialogFoot>
          <Button variant="default" onClick={onClose}>
            {t('dialog.cancel')}
          </Button>
          <Button type="submit" loading={busy}>
            {t('dialog.confirm')}
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  )
}
