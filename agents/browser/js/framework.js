// What a page was made with. A trace that its run time leaves says it surely; mark-up that it writes, nearly so.

const RUN_TIMES = [
  ['next', () => window.__NEXT_DATA__ || window.next], ['nuxt', () => window.__NUXT__], ['remix', () => window.__remixContext],
  ['gatsby', () => window.___gatsby || window.___loader], ['qwik', () => window.qwikevents], ['blazor', () => window.Blazor],
  ['react', () => hasKey('__reactContainer$') || hasKey('_reactRootContainer')],
  ['vue', () => window.__VUE__ || rootsOf().some((el) => el.__vue_app__ || el.__vue__)], ['solid', () => window._$HY],
  ['angularjs', () => window.angular && window.angular.version], ['svelte', () => window.__svelte], ['ember', () => window.Ember],
  ['lit', () => window.litElementVersions], ['livewire', () => window.Livewire], ['phoenix', () => window.liveSocket],
  ['shopify', () => window.Shopify], ['alpine', () => window.Alpine], ['htmx', () => window.htmx],
];
const MARKS = [
  ['next', '#__next, script#__NEXT_DATA__'], ['nuxt', '#__nuxt'], ['gatsby', '#___gatsby'], ['qwik', '[q\\:container]'],
  ['astro', 'astro-island'], ['sveltekit', '[data-sveltekit-preload-data]'], ['react', '[data-reactroot]'],
  ['vue', '[data-v-app], [data-server-rendered="true"]'], ['angular', '[ng-version]'], ['angularjs', '[ng-app], [data-ng-app]'],
  ['svelte', '[class*="svelte-"]'], ['livewire', '[wire\\:id]'], ['phoenix', '[data-phx-main], [data-phx-session]'],
  ['alpine', '[x-data]'], ['htmx', '[hx-get], [hx-post], [hx-boost]'],
  ['django', 'input[name="csrfmiddlewaretoken"]'], ['rails', 'meta[name="csrf-param"][content="authenticity_token"], input[name="authenticity_token"]'],
  ['wordpress', 'link[href*="/wp-content/"], link[href*="/wp-includes/"], script[src*="/wp-content/"], script[src*="/wp-includes/"]'],
  ['shopify', 'link[href*="cdn.shopify.com"], script[src*="cdn.shopify.com"]'], ['drupal', '[data-drupal-selector], script[data-drupal-selector]'],
  ['aspnet', 'input[name="__VIEWSTATE"], input[name="__RequestVerificationToken"]'], ['jsf', 'input[name="javax.faces.ViewState"], input[name="jakarta.faces.ViewState"]'],
  ['laravel', 'input[name="_token"]'], ['symfony', 'input[name$="[_token]"]'],
];
const GENERATORS = 'wordpress drupal joomla astro hugo jekyll gatsby mediawiki typo3 ghost docusaurus wix squarespace shopify'.split(' ');

function rootsOf() {
  return [document.body, ...(document.body ? [...document.body.children].slice(0, 20) : [])].filter((el) => el);
}

function hasKey(prefix) {
  return rootsOf().some((el) => Object.keys(el).some((key) => key.startsWith(prefix)));
}

function isThere(test) {
  try { return !!test(); } catch { return false; }
}

function frameworkOf() {
  const running = RUN_TIMES.find(([, test]) => isThere(test));
  if (running) return { name: running[0], by: 'run time' };
  const marked = MARKS.find(([, selector]) => document.querySelector(selector));
  if (marked) return { name: marked[0], by: 'mark' };
  const told = document.querySelector('meta[name="generator" i]');
  const generator = GENERATORS.find((name) => told && told.content.toLowerCase().startsWith(name));
  if (generator) return { name: generator, by: 'mark' };
  return window.jQuery ? { name: 'jquery', by: 'run time' } : null;
}
