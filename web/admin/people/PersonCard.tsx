import { WhoCard } from '../../pbx/Who.tsx'
import type { Person } from './person.ts'

/** Whose line a dialog is about. */
export const PersonCard = ({ person }: { person: Person }) => <WhoCard line={person} />
