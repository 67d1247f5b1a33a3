import { describe, expect, test } from 'vitest'
import { isAllowedAddress, isPublicAddress, parseAllowance } from './address.ts'

describe('an address is public only if nobody else answers for it', () => {
  test.each([
    { address: '93.184.216.34', isPublic: true, why: 'ordinary IPv4' },
    { address: '1.1.1.1', isPublic: true, why: 'ordinary IPv4' },
    { address: '2606:4700:4700::1111', isPublic: true, why: 'ordinary IPv6' },
    { address: '2a00:1450:4003::200e', isPublic: true, why: 'ordinary IPv6' },
    { address: '127.0.0.1', isPublic: false, why: 'loopback' },
    { address: '127.255.255.254', isPublic: false, why: 'the whole of 127/8 is loopback' },
    { address: '0.0.0.0', isPublic: false, why: 'this host' },
    { address: '0.1.2.3', isPublic: false, why: 'this network' },
    { address: '10.0.0.1', isPublic: false, why: 'private' },
    { address: '172.16.0.1', isPublic: false, why: 'private' },
    { address: '172.31.255.255', isPublic: false, why: 'last of the private block' },
    { address: '172.32.0.1', isPublic: true, why: 'first after the private block' },
    { address: '192.168.1.1', isPublic: false, why: 'private' },
    { address: '169.254.169.254', isPublic: false, why: 'cloud metadata, link-local' },
    { address: '100.64.0.1', isPublic: false, why: 'shared (CGNAT)' },
    { address: '100.127.255.255', isPublic: false, why: 'last of the shared block' },
    { address: '100.128.0.1', isPublic: true, why: 'first after the shared block' },
    { address: '192.0.0.1', isPublic: false, why: 'protocol assignments' },
    { address: '192.0.2.1', isPublic: false, why: 'documentation' },
    { address: '198.18.0.1', isPublic: false, why: 'benchmarking' },
    { address: '198.51.100.1', isPublic: false, why: 'documentation' },
    { address: '203.0.113.1', isPublic: false, why: 'documentation' },
    { address: '192.88.99.1', isPublic: false, why: '6to4 relay anycast' },
    { address: '224.0.0.1', isPublic: false, why: 'multicast' },
    { address: '240.0.0.1', isPublic: false, why: 'reserved' },
    { address: '255.255.255.255', isPublic: false, why: 'broadcast' },
    { address: '::', isPublic: false, why: 'unspecified' },
    { address: '::1', isPublic: false, why: 'loopback' },
    { address: '::7f00:1', isPublic: false, why: 'IPv4-compatible loopback' },
    { address: '::ffff:127.0.0.1', isPublic: false, why: 'v4-mapped loopback' },
    { address: '::ffff:8.8.8.8', isPublic: false, why: 'v4-mapped, whatever it maps' },
    { address: '::ffff:0:8.8.8.8', isPublic: false, why: 'v4-translated' },
    { address: '64:ff9b::7f00:1', isPublic: false, why: 'NAT64 of loopback' },
    { address: '64:ff9b:1::a00:1', isPublic: false, why: 'local NAT64' },
    { address: '2002:7f00:1::', isPublic: false, why: '6to4 of loopback' },
    { address: '2001:0:7f00:1::', isPublic: false, why: 'Teredo' },
    { address: '2001:db8::1', isPublic: false, why: 'documentation' },
    { address: '3fff::1', isPublic: false, why: 'documentation' },
    { address: '100::1', isPublic: false, why: 'discard' },
    { address: 'fc00::1', isPublic: false, why: 'unique local' },
    { address: 'fd12:3456::1', isPublic: false, why: 'unique local' },
    { address: 'fe80::1', isPublic: false, why: 'link-local' },
    { address: 'fe80::1%eth0', isPublic: false, why: 'link-local with a zone' },
    { address: 'fec0::1', isPublic: false, why: 'site-local' },
    { address: 'ff02::1', isPublic: false, why: 'multicast' },
    { address: '4000::1', isPublic: false, why: 'outside global unicast' },
    { address: 'example.com', isPublic: false, why: 'a name is not an address' },
    { address: '', isPublic: false, why: 'nothing is not an address' },
  ])('$address: $isPublic ($why)', ({ address, isPublic }) => {
    expect(isPublicAddress(address)).toBe(isPublic)
  })
})

describe('an allowance opens what it names and nothing beside it', () => {
  const ranges = [{ cidr: '10.1.0.0/16' }, { cidr: '127.0.0.1', ports: [4000] }, { cidr: 'fd00::/8' }].map(
    parseAllowance,
  )
  test.each([
    { address: '10.1.2.3', port: 443, isOpen: true, why: 'inside, on a port of the door' },
    { address: '10.1.2.3', port: 22, isOpen: false, why: 'not a port of the door' },
    { address: '10.2.0.1', port: 443, isOpen: false, why: 'outside the network' },
    { address: '127.0.0.1', port: 4000, isOpen: true, why: 'its own port' },
    { address: '127.0.0.1', port: 443, isOpen: false, why: 'its ports replace those of the door' },
    { address: '127.0.0.2', port: 4000, isOpen: false, why: 'one address is one address' },
    { address: '::ffff:10.1.2.3', port: 443, isOpen: true, why: 'v4-mapped is the same machine' },
    { address: 'fd00::1', port: 80, isOpen: true, why: 'IPv6 network' },
    { address: 'localhost', port: 4000, isOpen: false, why: 'names are never allowed, addresses are' },
  ])('$address:$port: $isOpen ($why)', ({ address, port, isOpen }) => {
    expect(isAllowedAddress(address, { port, doorPorts: [80, 443], ranges })).toBe(isOpen)
  })

  test('an unreadable allowance stops the start, not the first call', () => {
    expect(() => parseAllowance({ cidr: '10.0.0.0/99' })).toThrow(RangeError)
    expect(() => parseAllowance({ cidr: 'localhost' })).toThrow(RangeError)
  })
})
