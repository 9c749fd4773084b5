// Stands in for '@playwright/test' where we want to hear by which answers the server fails while the delivered
// specs run as they are (heard.tsconfig.json leads their import here). The twin of agents/browser/answers.py.
import { test as base, type Response } from './node_modules/@playwright/test';

export * from './node_modules/@playwright/test';

const origin = new URL(process.env.GREENROOM_BASE_URL ?? '').origin;
const SERVER_ERROR = 500;

export const test = base.extend({
  context: async ({ context }, use, info) => {
    context.on('response', (response: Response) => {
      if (response.status() >= SERVER_ERROR && new URL(response.url()).origin === origin) {
        const failed = { method: response.request().method(), url: response.url(), status: response.status() };
        // js/reporter.cjs knows it by this type; at once, so that a test that is cut off has told it too.
        info.annotations.push({ type: 'greenroom-failed-answer', description: JSON.stringify(failed) });
      }
    });
    await use(context);
  },
});
export default test;
