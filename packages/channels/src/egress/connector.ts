import { lookup } from 'node:dns'
import { isIP } from 'node:net'
import type { LookupFunction } from 'node:net'
import { buildConnector } from 'undici'
import { isAllowedAddress, isPublicAddress } from './address.ts'
import type { AllowedRange } from './address.ts'

/** Ports a public address may be called on unless the operator says otherwise. */
export const DEFAULT_PORTS: readonly number[] = [80, 443, 8080, 8443]

/** Finds every address of a host name and calls `done` once, with an error where there is none. */
export type ResolveHost = (
  hostname: string,
  done: (error: Error | null, addresses: readonly string[]) => void,
) => void

/** What may be dialled. */
export interface DoorRules {
  readonly ports: readonly number[]
  readonly ranges: readonly AllowedRange[]
}

/** Raised inside a dial that would have gone where it must not. Its message names no address. */
export class EgressForbiddenError extends Error {
  override readonly name = 'EgressForbiddenError'
  readonly code = 'EGRESS_FORBIDDEN'
}

/** Why the address as written is refused before any name is looked up, or undefined where the dial decides. */
export function findForbiddenAddress(url: URL, rules: DoorRules): string | undefined {
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return 'only http and https are allowed'
  if (url.username !== '' || url.password !== '') return 'credentials in the address are not allowed'
  const port = toPort(url.protocol, url.port)
  const isOpen = rules.ports.includes(port) || rules.ranges.some(({ ports }) => ports?.includes(port))
  if (!isOpen) return `port ${port} is not allowed`
  const host = toBareHost(url.hostname)
  return isIP(host) === 0 || isDialable(host, port, rules) ? undefined : 'the address is not public'
}

/**
 * An undici connector that checks what it dials. A literal address is checked as written; a name is looked up
 * here, refused if any of its answers is forbidden, and the very list that was checked is what gets dialled.
 */
export function createConnector(
  options: DoorRules & { timeoutMs: number; resolve: ResolveHost | undefined },
): buildConnector.connector {
  const resolve = options.resolve ?? resolveHost
  const dialTo = (port: number): buildConnector.connector =>
    buildConnector({
      timeout: options.timeoutMs,
      allowH2: false,
      lookup: createLookup(resolve, (address) => isDialable(address, port, options)),
    })
  const connectors = new Map<number, buildConnector.connector>()

  return (target, callback) => {
    const port = toPort(target.protocol, target.port)
    const host = toBareHost(target.hostname)
    if (isIP(host) !== 0 && !isDialable(host, port, options)) {
      callback(new EgressForbiddenError('the address is not public'), null)
      return
    }
    const connect = connectors.get(port) ?? dialTo(port)
    connectors.set(port, connect)
    connect(target, callback)
  }
}

function createLookup(resolve: ResolveHost, isAllowed: (address: string) => boolean): LookupFunction {
  return (hostname, lookupOptions, callback) =>
    resolve(hostname, (error, addresses) => {
      const [first] = addresses
      if (error !== null) return callback(error, [])
      if (first === undefined || !addresses.every(isAllowed)) return callback(leadsInside(), [])
      if (lookupOptions.all) return callback(null, addresses.map(toLookupAddress))
      return callback(null, first, isIP(first))
    })
}

function leadsInside(): EgressForbiddenError {
  return new EgressForbiddenError('the name leads to an address that is not public')
}

function isDialable(address: string, port: number, { ports, ranges }: DoorRules): boolean {
  if (ports.includes(port) && isPublicAddress(address)) return true
  return isAllowedAddress(address, { port, doorPorts: ports, ranges })
}

function toLookupAddress(address: string): { address: string; family: number } {
  return { address, family: isIP(address) }
}

function toPort(protocol: string, port: string | number): number {
  if (port !== '') return Number(port)
  return protocol === 'https:' ? 443 : 80
}

function toBareHost(hostname: string): string {
  return hostname.startsWith('[') ? hostname.slice(1, -1) : hostname
}

const resolveHost: ResolveHost = (hostname, done) =>
  lookup(hostname, { all: true }, (error, answers) =>
    done(error, error === null ? answers.map(({ address }) => address) : []),
  )
