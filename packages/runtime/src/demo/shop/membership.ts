import type { Identifier } from '@periplo/model'
import type { Shopper } from './shopper.ts'
import { listMemberIdentifiers, tell } from './shop-world.ts'
import type { ShopWorld } from './shop-world.ts'

/** Makes an account, says who they are, and answers the question about e-mail (or does not). */
export function joinClub(world: ShopWorld, shopper: Shopper): void {
  shopper.hasAccount = true
  signIn(world, shopper)
  tell(world, shopper, {
    name: 'Signed Up',
    channel: shopper.browser,
    properties: { type: 'club', username: shopper.userId },
  })
  if (shopper.random.chance(0.75)) joinLoyalty(world, shopper)
}

/** Tells the browser who it belongs to. */
export function signIn(world: ShopWorld, shopper: Shopper): void {
  shopper.signedIn = true
  identify(world, shopper)
}

/** Installs the app, which knows nobody until somebody signs in: two people become one. */
export function installApp(world: ShopWorld, shopper: Shopper): void {
  const appId = `app-${shopper.browserId.slice('browser-'.length)}`
  tell(world, shopper, {
    name: 'Application Installed',
    channel: 'app',
    properties: { version: '4.2.0', build: '4200' },
    identifiers: [{ kind: 'anonymous', value: appId }],
  })
  shopper.appId = appId
  identify(world, shopper)
}

/** Answers once more about e-mail: no. */
export function withdrawConsent(world: ShopWorld, shopper: Shopper): void {
  tell(world, shopper, {
    name: 'Consent Updated',
    channel: 'web',
    properties: { channel: 'email', purpose: 'marketing', state: 'denied', source: 'preferences' },
    consent: [{ channel: 'email', purpose: 'marketing', state: 'denied' }],
    identifiers: listMemberIdentifiers(shopper),
  })
}

function identify(world: ShopWorld, shopper: Shopper): void {
  const { firstName, lastName, email, userId, appId, browserId, store, locale, answer, loyaltyId } = shopper
  const device: Identifier = { kind: 'anonymous', value: appId ?? browserId }
  tell(world, shopper, {
    type: 'identify',
    name: 'Identify',
    channel: appId === undefined ? shopper.browser : 'app',
    properties: {},
    traits: {
      email,
      first_name: firstName,
      last_name: lastName,
      name: `${firstName} ${lastName}`,
      city: store.city,
      locale,
      ...(loyaltyId === undefined ? {} : { loyalty_id: loyaltyId }),
    },
    identifiers: [
      { kind: 'user', value: userId },
      { kind: 'email', value: email },
      ...(loyaltyId === undefined ? [] : [{ kind: 'loyalty', value: loyaltyId } as const]),
      device,
    ],
    ...(answer === undefined
      ? {}
      : { consent: [{ channel: 'email', purpose: 'marketing', state: answer } as const] }),
  })
}

function joinLoyalty(world: ShopWorld, shopper: Shopper): void {
  const { userId, browserId } = shopper
  const loyaltyId = `club-${userId.slice('member-'.length)}`
  shopper.loyaltyId = loyaltyId
  tell(world, shopper, {
    name: 'Loyalty Joined',
    channel: shopper.browser,
    properties: { loyalty_id: loyaltyId },
    identifiers: [
      { kind: 'user', value: userId },
      { kind: 'loyalty', value: loyaltyId },
      { kind: 'anonymous', value: browserId },
    ],
  })
}
