import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { StudioError } from '@periplo/model'
import { defaultDataDir, isInitialized, findRunningPostgres, startPostgres } from '@periplo/postgres'
import { createIds, openRuntime, systemClock } from '@periplo/runtime'
import type { Runtime } from '@periplo/runtime'
import { listWorkspaces, migrate, openStore } from '@periplo/store'
import type { Store, Workspace } from '@periplo/store'
import { destination, pino } from 'pino'
import type { Environment } from './environment.ts'

const CLONE = fileURLToPath(new URL('../../..', import.meta.url))

/** An open installation. */
export interface Installation {
  readonly store: Store
  /** The installation's key. Fails with `secret/unreadable` where it is not known. */
  readSecretKey(): Promise<Buffer>
}

/**
 * Opens the installation's database for as long as `work` takes: the one `DATABASE_URL` names, or the embedded
 * one of the data directory, which is started for the command if no server runs it. Makes no new one.
 */
export async function withInstallation<T>(
  environment: Environment,
  work: (installation: Installation) => Promise<T>,
): Promise<T> {
  const dataDir = environment.dataDir ?? defaultDataDir(CLONE)
  const database = await reach(environment, dataDir)
  try {
    await migrate({ url: database.url })
    const store = openStore({ url: database.url })
    try {
      return await work({ store, readSecretKey: () => readSecretKey(environment, dataDir) })
    } finally {
      await store.close()
    }
  } finally {
    await database.stop()
  }
}

async function reach(
  { databaseUrl }: Environment,
  dataDir: string,
): Promise<{ readonly url: string; stop(): Promise<void> }> {
  const leave = async (): Promise<void> => undefined
  if (databaseUrl !== null) return { url: databaseUrl, stop: leave }
  const running = await findRunningPostgres(dataDir)
  if (running) return { url: running.url, stop: leave }
  if (!(await isInitialized(dataDir)))
    throw new StudioError(
      'store/unavailable',
      `There is no Periplo in ${dataDir}: start it once, or say in PERIPLO_DATA_DIR where it is.`,
    )
  return startPostgres({
    durable: true,
    dataDir,
    onProgress: (sentence) => process.stderr.write(`${sentence}\n`),
  })
}

async function readSecretKey({ secretKey, databaseUrl }: Environment, dataDir: string): Promise<Buffer> {
  if (secretKey) return secretKey
  const text = databaseUrl === null ? await readFile(join(dataDir, 'secret-key'), 'utf8').catch(() => '') : ''
  const key = Buffer.from(text.trim(), 'base64')
  if (key.length === 32) return key
  throw new StudioError(
    'secret/unreadable',
    'The key of the installation is not known: set PERIPLO_SECRET_KEY to the one the server uses, or start Periplo once.',
  )
}

/** The backend of the installation for as long as `work` takes. Its log goes to standard error. */
export async function withRuntime<T>(
  { store }: Installation,
  { environment, secretKey }: { readonly environment: Environment; readonly secretKey: Buffer },
  work: (runtime: Runtime) => Promise<T>,
): Promise<T> {
  const { mail, egressAllow, publicUrl } = environment
  const log = pino({ level: 'warn' }, destination(2))
  const ids = createIds(systemClock)
  const runtime = await openRuntime({
    store,
    clock: systemClock,
    ids,
    log,
    mail,
    egressAllow,
    publicUrl,
    secretKey,
  })
  try {
    return await work(runtime)
  } finally {
    await runtime.close()
  }
}

/** The workspace of that id or name, if there is one. Fails with `input/invalid` where several share the name. */
export async function findWorkspace(store: Store, idOrName: string): Promise<Workspace | undefined> {
  const workspaces = await listWorkspaces(store)
  const byId = workspaces.find(({ workspaceId }) => workspaceId === idOrName)
  const byName = workspaces.filter(({ name }) => name === idOrName)
  if (byId || byName.length < 2) return byId ?? byName[0]
  throw new StudioError('input/invalid', `${byName.length} workspaces are called ${idOrName}; give an id.`)
}

/** The workspace of that id or name. Fails with `workspace/not-found`. */
export async function getWorkspaceByName(store: Store, idOrName: string): Promise<Workspace> {
  const found = await findWorkspace(store, idOrName)
  if (found) return found
  throw new StudioError('workspace/not-found', `There is no workspace ${idOrName}; see periplo workspaces.`)
}
