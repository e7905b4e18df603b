/** The registration of the shop's service worker; null where the browser has none, or there is no path. */
const registered = async (path: string): Promise<ServiceWorkerRegistration | null> => {
  if (!path || !('serviceWorker' in navigator) || !('PushManager' in globalThis)) return null;
  return (await navigator.serviceWorker.getRegistration(path)) ?? null;
};

/** Whether this browser takes push messages for the shop. */
export const pushed = async (path: string): Promise<boolean> => Boolean(await (await registered(path))?.pushManager.getSubscription());

/** Asks the browser, which asks the person. null = not here, or not wanted. Call it from a tap only: a question out of nothing is refused for ever. */
export const subscribe = async (path: string, key: string): Promise<PushSubscriptionJSON | null> => {
  if (!('serviceWorker' in navigator) || !('PushManager' in globalThis)) return null;
  if ((await Notification.requestPermission()) !== 'granted') return null;
  const registration = await navigator.serviceWorker.register(path);
  await navigator.serviceWorker.ready;
  const subscription = await registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
  const { endpoint, keys } = subscription.toJSON();
  return { endpoint, keys } as PushSubscriptionJSON;
};

/** Ends push in this browser; the endpoint that is no longer one, or null. */
export const unsubscribe = async (path: string): Promise<string | null> => {
  const subscription = await (await registered(path))?.pushManager.getSubscription();
  if (!subscription) return null;
  await subscription.unsubscribe();
  return subscription.endpoint;
};
