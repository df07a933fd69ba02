import { BottomLinks } from './BarLinks.tsx'
import { useBarLinks } from './useBarLinks.tsx'

/** The pages under the thumb, on a telephone. */
export const BottomBar = ({ path }: { path: string }) => <BottomLinks {...useBarLinks(path)} />
