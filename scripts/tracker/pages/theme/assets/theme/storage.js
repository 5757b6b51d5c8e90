// What the theme expects to find before its own script runs: the reader's settings, kept per site.
(() => {
  const scope = new URL(document.currentScript.dataset.base + "/", location);
  const name = (key, base) => `${base.pathname}.${key}`;
  Object.assign(globalThis, {
    __md_scope: scope,
    __md_hash: (text) => [...text].reduce((sum, letter) => (Math.imul(sum, 31) + letter.codePointAt(0)) | 0, 0),
    __md_get: (key, storage = localStorage, base = scope) => {
      try {
        return JSON.parse(storage.getItem(name(key, base)));
      } catch {
        return null;
      }
    },
    __md_set: (key, value, storage = localStorage, base = scope) => {
      try {
        storage.setItem(name(key, base), JSON.stringify(value));
      } catch {
        // A reader who allows no storage reads on without settings.
      }
    },
  });
})();
