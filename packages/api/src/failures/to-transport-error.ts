import { StudioError } from '@periplo/model'
import { TRPCError } from '@trpc/server'
import { ZodError } from 'zod'
import { TRANSPORT } from './transport.ts'

/** A bug, as the caller may see it: nothing but the reference an operator finds it by. */
export class ReportedBug extends Error {
  override readonly name = 'ReportedBug'
  readonly reference: string
  constructor(reference: string) {
    super(`Something went wrong on our side. Reference: ${reference}`)
    this.reference = reference
  }
}

/**
 * What a caller is told of an error. A StudioError keeps its message and code, bad input its issues; tRPC's
 * own refusals pass. Everything else is a bug: `report` records it, and only its reference goes out.
 */
export function toTransportError(error: unknown, report: (error: unknown) => string): TRPCError {
  const cause = error instanceof TRPCError && error.cause !== undefined ? error.cause : error
  if (cause instanceof StudioError) {
    return new TRPCError({ code: TRANSPORT[cause.code], message: cause.message, cause })
  }
  if (cause instanceof ZodError) {
    return new TRPCError({ code: 'BAD_REQUEST', message: 'The input is not valid.', cause })
  }
  if (cause instanceof ReportedBug) return toBug(cause)
  if (error instanceof TRPCError && error.code !== 'INTERNAL_SERVER_ERROR') return error
  return toBug(new ReportedBug(report(cause)))
}

function toBug(cause: ReportedBug): TRPCError {
  return new TRPCError({ code: 'INTERNAL_SERVER_ERROR', message: cause.message, cause })
}
