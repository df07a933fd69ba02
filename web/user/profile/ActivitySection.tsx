import { Button } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { asProblem } from '../../api.ts'
import { SkeletonRows } from '../../design/Skeletons.tsx'
import { ActivityList } from '../../pbx/ActivityList.tsx'
import { myZone } from '../../shell/my-zone.ts'
import { CardError } from '../CardError.tsx'
import { useActivity } from './useActivity.ts'

/** As many as Home shows; the rest comes when it is asked for, so that Sicurezza is not far away. */
const atFirst = 8

/** Everything that has happened on the line, a page at a time: also what an administrator or 1928 did. */
export function ActivitySection() {
  const { t } = useTranslation('user')
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = useActivity()
  const [all, setAll] = useState(false)
  const end = useRef<HTMLParagraphElement>(null)
  const known = data?.pages.flatMap((page) => page.activity)
  const shown = known?.slice(0, all ? undefined : atFirst)
  const more = known !== undefined && (hasNextPage || known.length > (shown?.length ?? 0))

  // The button goes away with the last page; whoever pressed it stays where the list ends.
  useEffect(() => {
    if (all && !more) end.current?.focus()
  }, [all, more])

  function showMore(): void {
    setAll(true)
    if (all && !isFetchingNextPage) void fetchNextPage()
  }

  return (
    <>
      <p className="sub">{t('activity.lead')}</p>
      <div className="card" aria-busy={!known && !error}>
        {!known && !error && <SkeletonRows rows={atFirst} height={63} />}
        {!known && error && (
          <CardError title={t('activity.error')} problem={asProblem(error)} onRetry={() => void refetch()} />
        )}
        {shown && shown.length > 0 && <ActivityList activity={shown} zone={myZone()} />}
        {shown && shown.length === 0 && <p className="profile-note">{t('activity.none')}</p>}
        {more && (
          <div className="profile-row profile-more">
            <Button variant="subtle" loading={isFetchingNextPage} onClick={showMore}>
              {t('activity.more')}
            </Button>
          </div>
        )}
        {all && !more && (
          <p ref={end} tabIndex={-1} className="profile-note profile-more">
            {t('activity.end')}
          </p>
        )}
      </div>
    </>
  )
}
