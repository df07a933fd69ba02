import { Component, type ReactNode } from 'react'
import { CrashPage } from './CrashPage.tsx'

/** A broken page says so, and what still works, instead of going blank. */
export class CrashBoundary extends Component<{ children: ReactNode }, { crashed: boolean }> {
  override state = { crashed: false }

  static getDerivedStateFromError(): { crashed: boolean } {
    return { crashed: true }
  }

  override render(): ReactNode {
    if (!this.state.crashed) return this.props.children
    return (
      <main id="content" tabIndex={-1}>
        <CrashPage />
      </main>
    )
  }
}
