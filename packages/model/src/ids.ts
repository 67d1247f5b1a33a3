import { z } from 'zod'

/** Identifies a workspace: one customer's people, journeys and numbers. */
export const WorkspaceId = z.uuid()
export type WorkspaceId = z.infer<typeof WorkspaceId>

/** Identifies a journey over all its versions. */
export const JourneyId = z.uuid()
export type JourneyId = z.infer<typeof JourneyId>

/** Identifies one published, frozen version of a journey. */
export const VersionId = z.uuid()
export type VersionId = z.infer<typeof VersionId>

/** Identifies a person inside a workspace, whatever identifiers they arrived with. */
export const PersonId = z.uuid()
export type PersonId = z.infer<typeof PersonId>

/** Identifies a segment over all its revisions. */
export const SegmentId = z.uuid()
export type SegmentId = z.infer<typeof SegmentId>

/** Identifies one person's run through a version. */
export const EnrollmentId = z.uuid()
export type EnrollmentId = z.infer<typeof EnrollmentId>

/** Identifies a source of events: one write key's owner. */
export const SourceId = z.uuid()
export type SourceId = z.infer<typeof SourceId>

/** Names a node inside one definition: lower-case letters, digits and dashes, at most 40. */
export const NodeId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/)
export type NodeId = z.infer<typeof NodeId>

/** Names a stage inside one definition; same alphabet as {@link NodeId}. */
export const StageId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/)
export type StageId = z.infer<typeof StageId>

/** Names an event: `Order Completed`. Empty only in an unfinished draft; at most 200 characters. */
export const EventName = z.string().max(200)
export type EventName = z.infer<typeof EventName>
