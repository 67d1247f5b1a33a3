import { useEffect, useState } from 'react'

const QUIET_MS = 400

/** A value as it was when hands last rested. */
export function useSettled<T>(value: T): T {
  const [settled, settle] = useState(value)
  useEffect(() => {
    if (value === settled) return undefined
    const timer = setTimeout(() => settle(value), QUIET_MS)
    return () => clearTimeout(timer)
  }, [value, settled])
  return settled
}
