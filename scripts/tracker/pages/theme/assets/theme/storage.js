// @ts-check
// What the theme expects to find before its own script runs: the reader's settings, kept per site.
(() => {
  const script = /** @type {HTMLScriptElement} */ (document.currentScript);
  const scope = new URL(`${script.dataset.base}/`, location.href);
  const name = (/** @type {string} */ key, /** @type {URL} */ base) => `${base.pathname}.${key}`;
  Object.assign(globalThis, {
    __md_scope: scope,
    __md_hash: (/** @type {string} */ text) =>
      [...text].reduce((sum, letter) => (Math.imul(sum, 31) + (letter.codePointAt(0) ?? 0)) | 0, 0),
    __md_get: (/** @type {string} */ key, storage = localStorage, base = scope) => {
      try {
        return JSON.parse(storage.getItem(name(key, base)) ?? "null");
      } catch {
        return null;
      }
    },
    __md_set: (/** @type {string} */ key, /** @type {unknown} */ value, storage = localStorage, base = scope) => {
      try {
        storage.setItem(name(key, base), JSON.stringify(value));
      } catch {
        // A reader who allows no storage reads on without settings.
      }
    },
  });
})();
