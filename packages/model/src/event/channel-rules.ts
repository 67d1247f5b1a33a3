import type { Channel } from './channel.ts'
import type { CallType } from './event.ts'

/** What an event says about how it came, in lower case. */
export interface Arrival {
  readonly type: CallType
  readonly name: string
  /** `utm_medium` and `utm_source`; empty where there are none. */
  readonly medium: string
  readonly source: string
  /** `context.library.name`. */
  readonly library: string
  /** `context.device.type`: `ios`, `android`. */
  readonly device: string
  readonly userAgent: string
  /** Whether `context.page` names an address. */
  readonly hasPage: boolean
}

/** One rule: where it holds, the event came through the channel. */
export interface ChannelRule {
  readonly channel: Channel
  readonly when: (arrival: Arrival) => boolean
}

/** Raised with every change of {@link CHANNEL_RULES}: numbers by channel compare only within one edition. */
export const CHANNEL_RULES_EDITION = 1

const SOCIAL =
  /facebook|instagram|tiktok|linkedin|twitter|^x(?:\.com)?$|^t\.co$|pinterest|youtube|reddit|snapchat|threads/
const SEARCH = /google|bing|duckduckgo|yahoo|baidu|yandex|ecosia|qwant|naver/
const PAID = /^(?:cpc|ppc|paid|retargeting|paid[-_ ].*)$/
const APP_LIBRARY = /ios|android|swift|kotlin|react[-_.]native|flutter|xamarin|unity/
const WEB_LIBRARY = /^(?:analytics\.js|analytics-next|@segment\/analytics-next)$/

const medium =
  (shape: RegExp) =>
  (arrival: Arrival): boolean =>
    arrival.medium !== '' && shape.test(arrival.medium)

/** Asked in this order; the first that holds decides. First the campaign, then what the event is, then the device. */
export const CHANNEL_RULES: readonly ChannelRule[] = [
  { channel: 'email', when: medium(/^(?:e-?mail|newsletter)$/) },
  { channel: 'sms', when: medium(/^(?:sms|mms|text)$/) },
  { channel: 'whatsapp', when: medium(/^whatsapp$/) },
  { channel: 'push', when: medium(/^(?:push|web[-_]?push|mobile[-_]?push)$/) },
  { channel: 'affiliate', when: medium(/^(?:affiliates?|partner)$/) },
  { channel: 'postal', when: medium(/^(?:postal|direct[-_ ]?mail)$/) },
  { channel: 'paid_social', when: medium(/^paid[-_ ]?social$/) },
  { channel: 'paid_search', when: medium(/^(?:paid[-_ ]?search|sem)$/) },
  { channel: 'paid_social', when: (arrival) => PAID.test(arrival.medium) && SOCIAL.test(arrival.source) },
  { channel: 'paid_search', when: (arrival) => PAID.test(arrival.medium) && SEARCH.test(arrival.source) },
  { channel: 'video', when: medium(/^(?:video|cpv)$/) },
  { channel: 'display', when: medium(/^(?:display|banner|cpm|interstitial|expandable)$/) },
  { channel: 'paid_search', when: medium(/^(?:cpc|ppc)$/) },
  { channel: 'social_organic', when: medium(/^(?:social|social[-_ ](?:network|media|organic)|sm)$/) },
  { channel: 'organic_search', when: medium(/^organic$/) },
  { channel: 'referral', when: medium(/^referral$/) },
  { channel: 'email', when: ({ name }) => name.startsWith('Email ') },
  { channel: 'push', when: ({ name }) => name.startsWith('Push Notification ') },
  { channel: 'chat_human', when: ({ name }) => name.startsWith('Live Chat ') },
  { channel: 'app', when: ({ device }) => device === 'ios' || device === 'android' },
  { channel: 'app', when: ({ type, library }) => type === 'screen' || APP_LIBRARY.test(library) },
  { channel: 'mobile_web', when: (arrival) => isWeb(arrival) && arrival.userAgent.includes('mobi') },
  { channel: 'web', when: isWeb },
]

function isWeb({ type, library, hasPage }: Arrival): boolean {
  return type === 'page' || hasPage || WEB_LIBRARY.test(library)
}

/** Where nothing tells the channel: a server spoke for somebody. */
export const UNTOLD_CHANNEL: Channel = 'custom:server'

/** The channel an event came through by {@link CHANNEL_RULES}. */
export function deriveChannel(arrival: Arrival): Channel {
  return CHANNEL_RULES.find((rule) => rule.when(arrival))?.channel ?? UNTOLD_CHANNEL
}
