import { SkeletonRows } from '../../design/Skeletons.tsx'
import { CallSettings } from './CallSettings.tsx'
import { LoadedCalls } from './LoadedCalls.tsx'
import type { CallsApi } from './line-calls.ts'

type Props = { api: CallsApi /** Whose they are, when not one’s own. */; theirs: string | null; lead: string }

/** “Impostazioni di chiamata” (guide figure 10), once they are here. */
export function LoadedCallSettings({ api, theirs, lead }: Props) {
  return (
    <>
      <p className="sub">{lead}</p>
      <LoadedCalls
        api={api}
        theirs={theirs}
        skeleton={
          <div className="card" aria-busy="true">
            <SkeletonRows rows={11} height={61} />
          </div>
        }
      >
        <CallSettings />
      </LoadedCalls>
    </>
  )
}
