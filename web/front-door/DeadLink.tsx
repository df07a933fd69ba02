import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { PageTitle } from '../design/PageTitle.tsx'
import { linkTo } from '../shell/path.ts'

/** A mailed link that opens nothing any more, and the way on. */
export function DeadLink({ text, onAskAgain }: { text: string; onAskAgain?: () => void }) {
  const { t } = useTranslation('access')
  return (
    <div className="door-form">
      <div className="door-head">
        <PageTitle key="dead">{t('link.invalidTitle')}</PageTitle>
        <p className="sub">{text}</p>
      </div>
      {onAskAgain && (
        <Button size="md" fullWidth onClick={onAskAgain}>
          {t('link.askAgain')}
        </Button>
      )}
      <a className="link door-center" {...linkTo('/')}>
        {t('reset.back')}
      </a>
    </div>
  )
}
