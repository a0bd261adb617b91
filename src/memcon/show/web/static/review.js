// To let people review by keyboard: what every key does, a button or link of the page does too.
"use strict";
(() => {
  const items = [...document.querySelectorAll(".item")];
  let at = Math.max(0, items.findIndex((item) => `#${item.id}` === location.hash));
  let pending = null; // the button that waits for its reason

  function go(to) {
    if (!items.length) return;
    at = Math.min(items.length - 1, Math.max(0, to));
    items[at].focus({ preventScroll: true });
    items[at].scrollIntoView({ block: "start" });
  }

  function press(target) {
    if (target.tagName === "A") { target.click(); return; }
    const why = target.form.elements.why;
    if (why && !target.formNoValidate && !why.value.trim()) { pending = target; why.focus(); return; }
    target.form.requestSubmit(target);
  }

  function typed(event) {
    if (event.key === "Escape") { pending = null; event.target.blur(); go(at); }
    if (event.key === "Enter" && event.target.name === "why" && pending && pending.form === event.target.form) {
      event.preventDefault();
      if (event.target.value.trim()) pending.form.requestSubmit(pending);
    }
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.target.closest("input, textarea, select")) { typed(event); return; }
    if (event.key === "j") go(items[at] === document.activeElement ? at + 1 : at);
    else if (event.key === "k") go(at - 1);
    else if (event.key === "?") { const keys = document.querySelector(".keys"); if (keys) keys.open = !keys.open; }
    else {
      const here = event.key === "u" ? document : items[at];
      const target = here && here.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
      if (!target) return;
      press(target);
    }
    event.preventDefault();
  });

  items.forEach((item, n) => item.addEventListener("focusin", () => { at = n; }));
  if (items.length && location.hash === `#${items[at].id}`) go(at);
  document.querySelectorAll("[data-wait]").forEach((link) => setTimeout(() => link.click(), 1000 * link.dataset.wait));
})();
