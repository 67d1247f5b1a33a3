import { BUILT_IN_STAGES, isJsonObject } from '@periplo/model'
import type { BuiltInStage, Channel } from '@periplo/model'
import { findNumber } from '../log/items.ts'
import type { KpiEvent } from '../log/kpi-log.ts'
import { findText } from '../products.ts'

/** The stage an event stands for in the workspace's funnel; null for one that stands for none. */
export type StageOfEvent = (event: KpiEvent) => BuiltInStage | null

/** Events that stand for a stage whatever they say. */
const BY_NAME: Readonly<Record<BuiltInStage, readonly string[]>> = {
  awareness: ['Ad Impression', 'Ad Clicked', 'Promotion Viewed', 'Promotion Clicked'],
  consideration: [
    'Products Searched',
    'Product Viewed',
    'Product Tried',
    'Stock Checked',
    'Product Added to Wishlist',
    'Wishlist Product Added to Cart',
  ],
  decision: [
    'Product Added',
    'Checkout Started',
    'Checkout Step Viewed',
    'Checkout Step Completed',
    'Coupon Entered',
    'Coupon Applied',
    'Coupon Denied',
    'Coupon Removed',
    'Order Completed',
  ],
  service: [
    'Order Fulfilled',
    'Order Refunded',
    'Case Opened',
    'Case Contacted',
    'Case Transferred',
    'Case Resolved',
    'Case Reopened',
  ],
  advocacy: [
    'Product Reviewed',
    'Product Shared',
    'Referral Made',
    'Referral Converted',
    'Points Earned',
    'Points Redeemed',
  ],
}

const STAGE_BY_NAME: ReadonlyMap<string, BuiltInStage> = new Map(
  BUILT_IN_STAGES.flatMap((stage) => BY_NAME[stage].map((name) => [name, stage] as const)),
)

const SOCIAL: ReadonlySet<Channel> = new Set(['social_organic', 'social_dm', 'social_comment'])
const LEAST_PROMOTER = 9

/**
 * The usual mapping of events to stages. Beyond the names: a survey about a case is service, a promoter's answer
 * advocacy, a chat before the sale consideration, a page or anything on a social network awareness.
 */
export function toUsualStage(event: KpiEvent): BuiltInStage | null {
  const named = STAGE_BY_NAME.get(event.event)
  if (named !== undefined) return named
  if (event.event === 'Survey Answered') return toSurveyStage(event)
  if (event.event.startsWith('Live Chat ')) {
    return findText(event.properties['topic']) === 'presales' ? 'consideration' : null
  }
  return event.event === 'Page Viewed' || SOCIAL.has(event.channel) ? 'awareness' : null
}

function toSurveyStage({ properties }: KpiEvent): BuiltInStage | null {
  const score = findNumber(properties['score'])
  const isPromoter = findText(properties['metric'])?.toLowerCase() === 'nps' && (score ?? 0) >= LEAST_PROMOTER
  if (isPromoter) return 'advocacy'
  const about = properties['about']
  const isAboutCase = (isJsonObject(about) ? about['issue_id'] : properties['issue_id']) !== undefined
  return isAboutCase ? 'service' : null
}
