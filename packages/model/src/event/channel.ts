/** Channels a touch can come through. `custom:<name>` is allowed beside them. */
export const CHANNELS = [
  'web',
  'mobile_web',
  'app',
  'email',
  'sms',
  'whatsapp',
  'push',
  'in_app',
  'social_organic',
  'social_dm',
  'social_comment',
  'paid_search',
  'paid_social',
  'display',
  'video',
  'affiliate',
  'organic_search',
  'referral',
  'direct',
  'marketplace',
  'store',
  'pos',
  'kiosk',
  'call_center_in',
  'call_center_out',
  'ivr',
  'chat_human',
  'chatbot',
  'video_call',
  'postal',
  'survey',
  'loyalty',
  'review_site',
  'forum',
  'voice_assistant',
  'iot',
  'ar_vr',
  'field_sales',
] as const
/** One of {@link CHANNELS}, or a channel a workspace named itself. */
export type Channel = (typeof CHANNELS)[number] | `custom:${string}`

const KNOWN: ReadonlySet<string> = new Set(CHANNELS)
const OFFLINE: ReadonlySet<string> = new Set(['store', 'pos', 'kiosk', 'field_sales', 'postal'])

/** Whether the text names a channel. */
export function isChannel(text: string): text is Channel {
  return KNOWN.has(text) || /^custom:[a-z0-9_-]{1,40}$/.test(text)
}

/** Whether a sale on the channel is an offline sale for ROPO (K05). */
export function isOfflineChannel(channel: Channel): boolean {
  return OFFLINE.has(channel)
}
