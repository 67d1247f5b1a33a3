import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const NOBODY = 65_534

/** The account PostgreSQL runs as; `undefined` means our own, which is the rule for everybody but root. */
export interface Account {
  readonly uid: number
  readonly gid: number
}

/** PostgreSQL refuses to run as root, so root lends it the account `nobody`, which exists on every Linux. */
export function findServiceAccount(): Account | undefined {
  return isRoot() ? { uid: NOBODY, gid: NOBODY } : undefined
}

/** Whether this process may act for every user. */
export function isRoot(): boolean {
  return process.getuid?.() === 0
}

/** The uid that must own whatever PostgreSQL writes. */
export function getServiceUid(): number {
  return isRoot() ? NOBODY : (process.getuid?.() ?? NOBODY)
}

/** Whether PostgreSQL's account can enter and write a directory; asked of the kernel, as that account. */
export async function isWritableByService(directory: string): Promise<boolean> {
  try {
    await promisify(execFile)('/bin/sh', ['-c', 'cd -- "$1" && test -r . && test -w .', 'sh', directory], {
      cwd: '/',
      ...findServiceAccount(),
    })
    return true
  } catch {
    return false
  }
}
