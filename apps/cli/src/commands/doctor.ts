import { auditInstallation } from '@periplo/runtime'
import type { Audit, Finding } from '@periplo/runtime'
import { listWorkspaces } from '@periplo/store'
import type { Environment } from '../environment.ts'
import { withInstallation } from '../installation.ts'
import type { Presentation } from '../present.ts'

/** What the doctor holds the data against. */
export interface DoctorOptions {
  /** Seconds. */
  readonly tolerance: number
  readonly drained: boolean
}

/** Audits the whole installation: 0 without findings, 1 with. Changes nothing. */
export function runDoctor(
  environment: Environment,
  { tolerance, drained }: DoctorOptions,
): Promise<Presentation> {
  return withInstallation(environment, async ({ store }) => {
    const terms = { now: Date.now(), toleranceMs: tolerance * 1_000, isDrained: drained }
    const audit = await auditInstallation(store, terms)
    const names = new Map((await listWorkspaces(store)).map(({ workspaceId, name }) => [workspaceId, name]))
    return { exitCode: audit.findings.length === 0 ? 0 : 1, result: audit, text: toText(audit, names) }
  })
}

function toText({ looked, findings }: Audit, names: ReadonlyMap<string, string>): string {
  const { workspaces, events, people, enrollments, messages } = looked
  const seen = `Looked at ${workspaces} workspaces, ${events} events, ${people} people, ${enrollments} enrollments, ${messages} messages.`
  const found = findings.map((finding) => toLine(finding, names))
  return [
    ...found,
    seen,
    findings.length === 0 ? 'Everything holds.' : `${findings.length} findings.`,
    '',
  ].join('\n')
}

function toLine(
  { invariant, check, workspaceId, detail, count, example }: Finding,
  names: ReadonlyMap<string, string>,
): string {
  const where = workspaceId === null ? '' : ` in ${names.get(workspaceId) ?? workspaceId}`
  return `${invariant} ${check}${where}: ${detail} ${count} of them, such as ${example}.`
}
