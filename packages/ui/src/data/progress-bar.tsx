import { Progress } from '@base-ui/react/progress'

/** How far a work has come, 0 to 1; null while nobody knows. `label` names the work. */
export function ProgressBar({ value, label }: { readonly value: number | null; readonly label: string }) {
  return (
    <Progress.Root value={value === null ? null : value * 100} aria-label={label} className="p-progress">
      <Progress.Track className="p-progress-track">
        <Progress.Indicator className="p-progress-fill" />
      </Progress.Track>
    </Progress.Root>
  )
}
