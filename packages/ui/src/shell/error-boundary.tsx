import type { ErrorInfo, ReactNode } from 'react'
import { Component } from 'react'
import { Button } from '../controls/button.tsx'
import { useMessages } from '../locale/messages.ts'
import { UI_MESSAGES } from '../locale/ui-messages.ts'
import { Banner } from './banner.tsx'

/** What a boundary takes. */
export interface ErrorBoundaryProps {
  readonly children: ReactNode
  /** Told once per failure, to be logged. */
  readonly onError?: ((error: unknown, info: ErrorInfo) => void) | undefined
}

interface ErrorBoundaryState {
  readonly failure: { readonly error: unknown } | undefined
}

/** Keeps the failure of one part of the screen from taking the rest with it. Trying again mounts the part anew. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, ErrorBoundaryState> {
  override state: ErrorBoundaryState = { failure: undefined }

  static getDerivedStateFromError(error: unknown): ErrorBoundaryState {
    return { failure: { error } }
  }

  override componentDidCatch(error: unknown, info: ErrorInfo): void {
    this.props.onError?.(error, info)
  }

  override render(): ReactNode {
    const { failure } = this.state
    if (!failure) return this.props.children
    return <ErrorView error={failure.error} onRetry={() => this.setState({ failure: undefined })} />
  }
}

/** What stands where a part of the screen failed: calm words, the way on, and the details for us. */
export function ErrorView({
  error,
  onRetry,
}: {
  readonly error: unknown
  readonly onRetry?: (() => void) | undefined
}) {
  const m = useMessages(UI_MESSAGES)
  return (
    <div className="p-failure">
      <Banner
        tone="bad"
        title={m.errorTitle}
        actions={
          onRetry && (
            <Button size="sm" icon="retry" onClick={onRetry}>
              {m.tryAgain}
            </Button>
          )
        }
      >
        {m.errorText}
        <details className="p-failure-details">
          <summary>{m.details}</summary>
          <code>{error instanceof Error ? `${error.name}: ${error.message}` : String(error)}</code>
        </details>
      </Banner>
    </div>
  )
}
