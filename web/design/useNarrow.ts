import { useMediaQuery } from '@mantine/hooks'

/** A telephone: rows become cards. */
export const useNarrow = (): boolean => useMediaQuery('(max-width: 767px)', false, { getInitialValueInEffect: false })
