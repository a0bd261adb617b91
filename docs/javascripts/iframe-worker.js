/* To let the search run in a site that is opened from disk, where browsers start no workers: it runs in a hidden frame. */
if (location.protocol === "file:") {
  window.Worker = class extends EventTarget {
    constructor(address) {
      super();
      const frame = document.body.appendChild(document.createElement("iframe"));
      frame.hidden = true;
      this.frame = frame;
      this.inside = frame.contentWindow;
      this.inside.postMessage = (data) => this.tell(this, "message", data);
      this.loaded = new Promise((done, failed) => {
        const script = frame.contentDocument.createElement("script");
        script.src = new URL(address, location.href).href;
        script.onload = done;
        script.onerror = failed;
        frame.contentDocument.body.append(script);
      });
      this.loaded.catch((why) => this.tell(this, "error", why));
    }

    postMessage(data) {
      this.loaded.then(() => this.tell(this.inside, "message", data));
    }

    terminate() {
      this.frame.remove();
    }

    /* A copy, and later, as between a page and a worker: what is told is whole, and who asks is done with asking. */
    tell(whom, type, data) {
      const copy = structuredClone(data);
      setTimeout(() => {
        const event = Object.assign(new Event(type), { data: copy });
        whom.dispatchEvent(event);
        if (whom === this && this[`on${type}`]) this[`on${type}`](event);
      });
    }
  };
}
