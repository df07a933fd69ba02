import { useCallback, useEffect, useRef, useState } from 'react'
import { type Reach, sectionInView } from './section-in-view.ts'

/** Which section is being read, followed while the page scrolls; and a way to say which one was asked for. */
export function useSectionSpy(ids: readonly string[]): [current: string | undefined, choose: (id: string) => void] {
  const [current, setCurrent] = useState(ids[0])
  const chosen = useRef<{ id: string; at: number } | null>(null)
  const names = ids.join(' ')

  useEffect(() => {
    let waiting = 0
    function look(): void {
      waiting = 0
      // A short section at the foot cannot reach the top: the one asked for counts until the page moves again.
      if (chosen.current && Math.abs(scrollY - chosen.current.at) < 2) {
        setCurrent(chosen.current.id)
        return
      }
      chosen.current = null
      const atEnd = scrollY > 0 && scrollY + innerHeight >= document.documentElement.scrollHeight - 2
      setCurrent(sectionInView(names.split(' ').map(reachOf), atEnd))
    }
    const onScroll = (): void => {
      waiting ||= requestAnimationFrame(look)
    }
    look()
    addEventListener('scroll', onScroll, { passive: true })
    addEventListener('resize', onScroll)
    return () => {
      cancelAnimationFrame(waiting)
      removeEventListener('scroll', onScroll)
      removeEventListener('resize', onScroll)
    }
  }, [names])

  const choose = useCallback((id: string) => {
    chosen.current = { id, at: scrollY }
    setCurrent(id)
  }, [])
  return [current, choose]
}

const reachOf = (id: string): Reach => ({ id, top: document.getElementById(id)?.getBoundingClientRect().top })
