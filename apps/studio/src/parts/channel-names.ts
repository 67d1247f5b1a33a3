import type { IconName } from '@periplo/ui'
import { defineMessages, useMessages } from '@periplo/ui'

const CHANNEL_MESSAGES = defineMessages({
  en: {
    web: 'Web',
    mobile_web: 'Mobile web',
    app: 'App',
    email: 'E-mail',
    sms: 'SMS',
    whatsapp: 'WhatsApp',
    push: 'Push',
    in_app: 'In the app',
    social_organic: 'Social, organic',
    social_dm: 'Direct messages',
    social_comment: 'Comments',
    paid_search: 'Paid search',
    paid_social: 'Paid social',
    display: 'Display ads',
    video: 'Video ads',
    affiliate: 'Affiliates',
    organic_search: 'Organic search',
    referral: 'Referrals',
    direct: 'Direct',
    marketplace: 'Marketplace',
    store: 'Store',
    pos: 'Till',
    kiosk: 'Kiosk',
    call_center_in: 'Calls received',
    call_center_out: 'Calls made',
    ivr: 'Voice menu',
    chat_human: 'Chat',
    chatbot: 'Chatbot',
    video_call: 'Video call',
    postal: 'Post',
    survey: 'Survey',
    loyalty: 'Loyalty',
    review_site: 'Reviews',
    forum: 'Forum',
    voice_assistant: 'Voice assistant',
    iot: 'Devices',
    ar_vr: 'AR and VR',
    field_sales: 'Field sales',
    webhook: 'Webhook',
    server: 'Server',
    studio: 'The studio',
    journey: 'Journeys',
  },
  es: {
    web: 'Web',
    mobile_web: 'Web móvil',
    app: 'App',
    email: 'Correo',
    sms: 'SMS',
    whatsapp: 'WhatsApp',
    push: 'Push',
    in_app: 'En la app',
    social_organic: 'Redes, orgánico',
    social_dm: 'Mensajes directos',
    social_comment: 'Comentarios',
    paid_search: 'Buscador de pago',
    paid_social: 'Redes de pago',
    display: 'Anuncios gráficos',
    video: 'Anuncios en vídeo',
    affiliate: 'Afiliados',
    organic_search: 'Buscador, orgánico',
    referral: 'Referidos',
    direct: 'Directo',
    marketplace: 'Mercado en línea',
    store: 'Tienda',
    pos: 'Caja',
    kiosk: 'Quiosco',
    call_center_in: 'Llamadas recibidas',
    call_center_out: 'Llamadas hechas',
    ivr: 'Menú de voz',
    chat_human: 'Chat',
    chatbot: 'Chatbot',
    video_call: 'Videollamada',
    postal: 'Correo postal',
    survey: 'Encuesta',
    loyalty: 'Fidelidad',
    review_site: 'Reseñas',
    forum: 'Foro',
    voice_assistant: 'Asistente de voz',
    iot: 'Dispositivos',
    ar_vr: 'RA y RV',
    field_sales: 'Venta en campo',
    webhook: 'Webhook',
    server: 'Servidor',
    studio: 'El estudio',
    journey: 'Recorridos',
  },
})

const ICON_OF: readonly (readonly [RegExp, IconName])[] = [
  [/^(email|postal)$/, 'email'],
  [/^(sms|mobile_web|app|in_app)$/, 'app'],
  [/^(whatsapp|social_dm|social_comment)$/, 'whatsapp'],
  [/^(push)$/, 'push'],
  [/^(web|direct|organic_search|referral|marketplace|forum|review_site)$/, 'web'],
  [/^(paid_|display|video$|affiliate|social_organic)/, 'ads'],
  [/^(store|pos|kiosk|field_sales)$/, 'store'],
  [/^(call_center|ivr|video_call|voice)/, 'care'],
  [/^chat/, 'chat'],
  [/^survey$/, 'survey'],
  [/^loyalty$/, 'points'],
  [/^webhook$/, 'webhook'],
  [/^journey$/, 'journeys'],
]

/** Channels of the model's own making, which no workspace named. */
const OWN = /^custom:(server|studio|webhook|journey)$/

/** Names a channel in the member's language; a workspace's own channel by the name it was given. */
export function useChannelNames(): (channel: string) => string {
  const m = useMessages(CHANNEL_MESSAGES)
  const names: Readonly<Record<string, string>> = m
  return (channel) => {
    const known = channel.replace(OWN, '$1')
    return Object.hasOwn(names, known) ? (names[known] ?? known) : known.replace(/^custom:/, '')
  }
}

/** The picture of a channel. */
export function toChannelIcon(channel: string): IconName {
  const known = channel.replace(OWN, '$1')
  return ICON_OF.find(([pattern]) => pattern.test(known))?.[1] ?? 'events'
}
