// A pause between two slices, in which the page or the process does what else it has to do. Never a timer: timers of
// pages wait at least 4 ms. Never scheduler.yield(): it comes back before the page's other tasks, and starves them.

let channel;

/** Messages come back in the order of posting, so the first waiter is the one that is meant. */
function postMessageToSelf() {
  channel ??= openChannel();
  return new Promise((resolve) => {
    channel.waiting.push(resolve);
    channel.port.postMessage(null);
  });
}

function openChannel() {
  const { port1, port2 } = new MessageChannel();
  const waiting = [];
  port1.onmessage = () => waiting.shift()();
  return { port: port2, waiting };
}

/** @returns {Promise<void>} fulfilled when the host has had its turn */
export function nextTurn() {
  if (typeof setImmediate === 'function') return new Promise((resolve) => { setImmediate(resolve); });
  if (typeof MessageChannel === 'function') return postMessageToSelf();
  return Promise.resolve();
}
