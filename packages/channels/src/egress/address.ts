import ipaddr from 'ipaddr.js'

type Address = ipaddr.IPv4 | ipaddr.IPv6

/** What the explicit override opens: addresses, and on which ports (all the door's ports where absent). */
export interface EgressAllowance {
  /** `10.1.0.0/16`, `fd00::/8`, or one address. */
  readonly cidr: string
  readonly ports?: readonly number[]
}

/** An {@link EgressAllowance} ready to be matched. */
export interface AllowedRange {
  readonly range: readonly [Address, number]
  readonly ports: readonly number[] | undefined
}

/**
 * Networks that count as public unicast in the address's own class but carry another network's addresses or
 * nobody's: IPv4-compatible, NAT64 (RFC 6052, RFC 8215), 6to4, Teredo, site-local, discard, documentation.
 */
const CARRIERS: readonly (readonly [Address, number])[] = [
  '::/96',
  '::ffff:0:0/96',
  '::ffff:0:0:0/96',
  '64:ff9b::/96',
  '64:ff9b:1::/48',
  '100::/64',
  '2001::/23',
  '2001:db8::/32',
  '2002::/16',
  '3fff::/20',
  '5f00::/16',
  'fec0::/10',
].map((cidr) => ipaddr.parseCIDR(cidr))

/** IPv6 hands out global unicast from here alone (IANA); all else is reserved. */
const GLOBAL_UNICAST = ipaddr.parseCIDR('2000::/3')

/** Reads an allowance; throws a RangeError naming the text where it is no address or network. */
export function parseAllowance({ cidr, ports }: EgressAllowance): AllowedRange {
  const text = cidr.trim()
  if (ipaddr.isValidCIDR(text)) return { range: ipaddr.parseCIDR(text), ports }
  if (!ipaddr.isValid(text)) throw new RangeError(`"${text}" is neither an address nor a network`)
  const address = ipaddr.parse(text)
  return { range: [address, address.kind() === 'ipv4' ? 32 : 128], ports }
}

/**
 * Whether the address is an ordinary public one: unicast, not loopback, private, link-local, shared (CGNAT),
 * multicast, reserved, nor an IPv6 form that carries an IPv4 address. What is not an address is not public.
 */
export function isPublicAddress(text: string): boolean {
  const address = findAddress(text)
  if (address === undefined || address.range() !== 'unicast') return false
  if (address.kind() === 'ipv4') return true
  return matches(address, GLOBAL_UNICAST) && !CARRIERS.some((range) => matches(address, range))
}

/** Whether an override opens the address on the port. A v4-mapped address matches the rules of its IPv4 form. */
export function isAllowedAddress(
  text: string,
  {
    port,
    doorPorts,
    ranges,
  }: { port: number; doorPorts: readonly number[]; ranges: readonly AllowedRange[] },
): boolean {
  const address = findAddress(text)
  if (address === undefined) return false
  const plain =
    address instanceof ipaddr.IPv6 && address.isIPv4MappedAddress() ? address.toIPv4Address() : address
  return ranges.some(({ range, ports }) => matches(plain, range) && (ports ?? doorPorts).includes(port))
}

function matches(address: Address, [network, bits]: readonly [Address, number]): boolean {
  return address.kind() === network.kind() && address.match(network, bits)
}

function findAddress(text: string): Address | undefined {
  const bare = text.startsWith('[') && text.endsWith(']') ? text.slice(1, -1) : text
  return ipaddr.isValid(bare) ? ipaddr.parse(bare) : undefined
}
