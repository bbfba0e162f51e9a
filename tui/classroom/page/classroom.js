// What the page does around the terminal, which textual.js draws: where it connects to, that a
// session is about to end or has ended, downloads, and copying where the browser has no clipboard.
"use strict";
(() => {
  const base = new URL(".", location.href);
  const find = (id) => document.getElementById(id);
  let line = null;

  function address() {
    const url = new URL("ws", base);
    url.protocol = base.protocol === "https:" ? "wss:" : "ws:";
    return url.href;
  }

  function warn(seconds) {
    find("notice").hidden = seconds === 0;
    find("notice").textContent =
      `Nothing was done for a while. This session ends in ${seconds} seconds: press a key to stay.`;
  }

  function end(words) {
    line = null;
    find("notice").hidden = true;
    find("why").textContent = words;
    find("over").hidden = false;
    find("again").focus();
  }

  class Line extends WebSocket {
    constructor(url) {
      super(url);
      let opened = false;
      this.addEventListener("open", () => { opened = true; line = this; });
      this.addEventListener("message", (event) => {
        if (typeof event.data !== "string") return;
        const [what, value] = JSON.parse(event.data);
        if (what === "idle") warn(value);
      });
      this.addEventListener("close", (event) => {
        const lost = opened ? "The connection was lost." : "No seat is free, or the class is over.";
        end(event.reason || lost);
      });
    }

    send(data) {
      if (this.readyState === WebSocket.OPEN) super.send(data);
    }
  }
  window.WebSocket = Line;

  const open = window.open.bind(window);
  window.open = (url, ...rest) => {
    const key = /\/download\/([\w-]+)$/.exec(url ?? "");
    if (key === null) return open(url, ...rest);
    const link = document.createElement("a");
    link.href = new URL(`download/${key[1]}`, base);
    link.download = "";
    document.body.append(link);
    link.click();
    link.remove();
    return null;
  };

  function copyByHand(text) {
    const field = document.createElement("textarea");
    const before = document.activeElement;
    field.value = text;
    document.body.append(field);
    field.select();
    document.execCommand("copy");
    field.remove();
    before?.focus();
  }
  const clipboard = navigator.clipboard;
  Object.defineProperty(navigator, "clipboard", {
    value: {
      readText: async () => "",
      writeText: async (text) => {
        try {
          await clipboard.writeText(text);
        } catch {
          copyByHand(text);
        }
      },
    },
  });

  window.addEventListener("beforeunload", (event) => { if (line) event.preventDefault(); });

  const start = window.onload;
  window.onload = async (event) => {
    find("again").addEventListener("click", () => location.reload());
    if (document.createElement("canvas").getContext("webgl2") === null) {
      end("asrnet needs WebGL 2, which this browser does not have or has switched off.");
      return;
    }
    find("terminal").dataset.sessionWebsocketUrl = address();
    const styles = ["", "bold ", "italic ", "italic bold "];
    await Promise.all(styles.map((style) => document.fonts.load(`${style}16px "Roboto Mono"`)));
    start(event);
    document.querySelector(".xterm-helper-textarea")?.focus();
  };
})();
