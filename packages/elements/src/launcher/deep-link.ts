/** The part of an address that leads into the panel: `#rapport`, `#rapport-rewards`. '' where it leads elsewhere. */
export const deepLink = (): string => /^#rapport(-[a-z-]+)?$/.exec(location.hash)?.[0] ?? '';
