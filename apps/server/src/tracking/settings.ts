/**
 * What @segment/analytics-next asks its CDN for, so that it works unmodified with its `cdnURL` pointed at us:
 * the one destination is ours, every event passes, and it reports on itself to nobody.
 */
export function toBrowserSettings(writeKey: string, publicUrl: string): object {
  const { protocol, host, pathname } = new URL(publicUrl)
  return {
    integrations: {
      'Segment.io': {
        apiKey: writeKey,
        apiHost: `${host}${pathname === '/' ? '' : pathname}/v1`,
        protocol: protocol.slice(0, -1),
        unbundledIntegrations: [],
        addBundledMetadata: true,
        maybeBundledConfigIds: {},
      },
    },
    plan: {
      track: { __default: { enabled: true, integrations: {} } },
      identify: { __default: { enabled: true } },
      group: { __default: { enabled: true } },
    },
    edgeFunction: {},
    analyticsNextEnabled: true,
    middlewareSettings: {},
    enabledMiddleware: {},
    metrics: { sampleRate: 0 },
    legacyVideoPluginsEnabled: false,
    remotePlugins: [],
  }
}
