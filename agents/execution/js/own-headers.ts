// Stands in for '@playwright/test' where requests need headers to get past the protection of a preview: the
// delivered specs are run as they are and do not know (own-headers.tsconfig.json leads their import here).
// The twin of agents/browser/headers.py, which says why: redirects are looked at before the browser follows.
import { test as base, type APIResponse, type Request, type Route } from './heard';

export * from './heard';

type Headers = Record<string, string>;

const own = JSON.parse(process.env.GREENROOM_OWN_HEADERS ?? '{}') as Headers;
const origin = new URL(process.env.GREENROOM_BASE_URL ?? '').origin;
const MOST_HOPS = 10;
const REDIRECTS = [301, 302, 303, 307, 308];
const STREAMS = ['eventsource', 'websocket', 'media'];

export const test = base.extend({
  context: async ({ context }, use) => {
    await context.route(
      (url) => url.origin === origin,
      // The page may be gone before the answer is given.
      (route, request) => send(route, request).catch(() => route.abort('failed')).catch(() => {}),
    );
    await use(context);
    await context.unrouteAll({ behavior: 'ignoreErrors' });
  },
});
export default test;

async function send(route: Route, request: Request): Promise<void> {
  const headers = { ...request.headers(), ...own };
  if (STREAMS.includes(request.resourceType())) {
    return route.continue({ headers });
  }
  const response = await route.fetch({ headers, maxRedirects: 0 });
  const target = targetOf(request.url(), response);
  if (target === null) {
    return route.fulfill({ response });
  }
  const left = await firstElsewhere(route, headers, target);
  if (left !== null) {
    return route.fulfill({ status: 302, headers: { location: left } });
  }
  if (!request.isNavigationRequest()) {
    const last = { url: target, method: 'GET', headers, maxRedirects: MOST_HOPS };
    return route.fulfill({ response: await route.fetch(last) });
  }
  if (['GET', 'HEAD'].includes(request.method())) {
    return route.continue({ headers });
  }
  // What was sent must not be sent twice; the page that it leads to is a request of its own.
  const to = JSON.stringify(target).replaceAll('<', '\\u003c');
  return route.fulfill({ contentType: 'text/html', body: `<script>location.replace(${to})</script>` });
}

function targetOf(url: string, response: APIResponse): string | null {
  const location = response.headers()['location'];
  return REDIRECTS.includes(response.status()) && location ? new URL(location, url).href : null;
}

/** The first address of another origin on the way, or one too far to know; null when all hops stay. */
async function firstElsewhere(route: Route, headers: Headers, first: string): Promise<string | null> {
  let target: string | null = first;
  for (let hop = 0; hop < MOST_HOPS && target !== null && new URL(target).origin === origin; hop += 1) {
    target = targetOf(target, await route.fetch({ url: target, method: 'GET', headers, maxRedirects: 0 }));
  }
  return target;
}
