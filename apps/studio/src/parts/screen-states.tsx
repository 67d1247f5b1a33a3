import { ErrorView } from '@periplo/ui'
import type { ErrorComponentProps } from '@tanstack/react-router'
import { LineSkeletons } from './line-skeletons.tsx'

/** A screen that failed, or whose code could not be fetched. */
export function ScreenFailure({ error, reset }: ErrorComponentProps) {
  return <ErrorView error={error} onRetry={reset} />
}

/** A screen whose code is on its way. */
export function ScreenPending() {
  return (
    <div className="s-pending">
      <LineSkeletons lines={8} columns={['28%', '12%', '20%', '16%']} look="tall" />
    </div>
  )
}
