// What a document is still waiting for, and a promise that resolves when it waits for nothing any more.
const LONGEST_ANIMATION_MS = 1500;

function runningAnimations() {
  return document.getAnimations().filter((animation) => {
    if (animation.playState !== 'running' || !animation.effect) return false;
    const timing = animation.effect.getComputedTiming();
    const left = Number(timing.endTime) - Number(timing.localTime || 0);
    return Number.isFinite(left) && left > 0 && left <= LONGEST_ANIMATION_MS;
  });
}

function waitingFor(record, quietMs) {
  const now = record.now();
  record.prune();
  const reasons = [];
  if (document.readyState !== 'complete') reasons.push('load');
  if (record.leaving) reasons.push('navigation');
  const busy = (items) => [...items.values()].some((item) => !record.polls.has(item.key));
  if (busy(record.requests)) reasons.push('requests');
  if (busy(record.timers)) reasons.push('timers');
  if (document.fonts && document.fonts.status === 'loading') reasons.push('fonts');
  if (runningAnimations().length) reasons.push('animations');
  if (now - Math.max(record.mutated, record.touched) < quietMs) reasons.push('mutations');
  return reasons;
}

function untilQuiet(capMs, quietMs) {
  const record = window[Symbol.for('page-record')];
  const began = record.now();
  return new Promise((resolve) => {
    const look = () => {
      const reasons = waitingFor(record, quietMs);
      const ms = record.now() - began;
      if (!reasons.length || ms >= capMs) resolve(JSON.stringify({ waiting_for: reasons, late: record.hasLate }));
      else record.setTimeout(look, 5);
    };
    look();
  });
}
