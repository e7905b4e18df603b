// The part of a shop's service worker that shows push messages. A shop serves a file of its own with one line:
//   importScripts('https://<your Rapport>/rapport-push.js');
// A push is encrypted for this browser alone; what it says was decided and written down before it was sent.

self.addEventListener('push', (event) => {
  let said = {};
  try {
    said = event.data ? event.data.json() : {};
  } catch {
    // Not one of ours: nothing can be said of it.
  }
  const { title = '', body = '', url = '', icon = '', tag = '' } = said;
  if (!title) return;
  event.waitUntil(self.registration.showNotification(title, { body, tag, data: { url }, ...(icon ? { icon } : {}) }));
});

self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  const url = event.notification.data?.url;
  if (typeof url === 'string' && /^https?:\/\//.test(url)) event.waitUntil(self.clients.openWindow(url));
});
