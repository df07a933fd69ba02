import { ActionIcon } from '@mantine/core'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'

type Props = {
  page: number
  pages: number
  words: { previous: string; next: string; page: string }
  onTurn: (page: number) => void
}

/** One page back, one page on. */
export function PageTurner({ page, pages, words, onTurn }: Props) {
  if (pages <= 1) return null
  return (
    <div className="turner">
      <ActionIcon aria-label={words.previous} disabled={page <= 1} onClick={() => onTurn(page - 1)}>
        <IconChevronLeft size={18} stroke={1.8} aria-hidden="true" />
      </ActionIcon>
      <span className="nums">{words.page}</span>
      <ActionIcon aria-label={words.next} disabled={page >= pages} onClick={() => onTurn(page + 1)}>
        <IconChevronRight size={18} stroke={1.8} aria-hidden="true" />
      </ActionIcon>
    </div>
  )
}
