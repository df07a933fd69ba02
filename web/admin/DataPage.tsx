import { Navigate } from '@tanstack/react-router'

/** `/gestione-dati` alone: its first tab. */
export default function DataPage() {
  return <Navigate to="/gestione-dati/utenti" replace />
}
