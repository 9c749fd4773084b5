// What a scan by selectors finds: visible and enabled, in the top document, closed off by every shadow root.

function bySelector(selector) {
  return [...document.querySelectorAll(selector)].filter((el) => {
    const box = el.getBoundingClientRect();
    return box.width > 0 && box.height > 0 && !el.disabled && el.checkVisibility({ visibilityProperty: true });
  });
}

// The same as a scan that is put to use would give it: the floor of the time.
function plainScan(selector) {
  return JSON.stringify(bySelector(selector).map((el) => {
    const box = el.getBoundingClientRect();
    return { tag: el.nodeName, text: (el.textContent || '').trim().slice(0, 80), box: [box.x, box.y, box.width, box.height] };
  }));
}
