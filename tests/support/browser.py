"""A page in headless Chromium, where there is one: how wide it gets, and what it asks for."""

import json
import re
import shutil
import subprocess
from dataclasses import dataclass, field
from html import unescape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread
from typing import Any

NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--dump-dom", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
    *("--disable-default-apps", "--metrics-recording-only", "--disable-extensions"),
    "--disable-features=OptimizationHints,MediaRouter,Translate,AutofillServerCommunication",
    "--proxy-bypass-list=<-loopback>",  # so that the proxy sees every request there is
    "--timeout=20000",
)
OWN = re.compile(r"(?:CONNECT |https?://)(?:[\w-]+\.)*(?:google|googleapis|gvt1)\.com(?:[:/].*)?")
"""What the browser asks its maker for, whatever page it shows; the proxy does not let it."""
MEASURE = """
<!DOCTYPE html><title>measure</title><link rel="icon" href="data:,"><pre id="measured"></pre>
FRAMES
<script>
const measure = (frame) => {
  const page = frame.contentDocument, root = page.documentElement;
  const inBox = (each) => each.closest(".scroll, svg, .skip");
  const clipped = (each) => each.matches("caption");
  const wide = (box) => box.scrollWidth > box.clientWidth;
  const beyond = [...page.querySelectorAll("body *")].filter((each) =>
    !inBox(each) && !clipped(each) && each.getBoundingClientRect().right > root.clientWidth + 1);
  return {
    width: root.clientWidth, scroll: root.scrollWidth, height: root.scrollHeight,
    beyond: beyond.map((each) => each.outerHTML.slice(0, 120)).slice(0, 5),
    boxes: [...page.querySelectorAll(".scroll")].filter(wide).length,
    columns: getComputedStyle(page.body).display,
  };
};
addEventListener("load", () => {
  const found = [...document.querySelectorAll("iframe")].map(measure);
  document.getElementById("measured").textContent = JSON.stringify(found);
});
</script>
"""


@dataclass
class Seen:
    """What a browser measured at each width, and every address that was asked for."""

    measured: list[dict[str, Any]] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)


def browser() -> str | None:
    """The program, or nothing where there is none."""
    return next(filter(None, map(shutil.which, NAMES)), None)


def look(program: str, page: str, widths: tuple[int, ...]) -> Seen:
    """Show a page as it is at several widths side by side, from a server of its own.

    The server is the proxy of the browser too, so nothing can be asked of anybody else.
    """
    frames = "".join(
        f'<iframe src="/plan.html" style="width:{width}px;height:800px;border:0"></iframe>'
        for width in widths
    )
    answers = {"/": MEASURE.replace("FRAMES", frames), "/plan.html": page}
    seen = Seen()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(answers, seen.asked))
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        dom = _dom(program, f"127.0.0.1:{server.server_port}")
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
    [text] = re.findall(r'<pre id="measured">(.*?)</pre>', dom, re.DOTALL)
    seen.measured = json.loads(unescape(text))
    seen.asked = [address for address in seen.asked if not OWN.fullmatch(address)]
    return seen


def _dom(program: str, host: str) -> str:
    with TemporaryDirectory() as profile:
        run = subprocess.run(
            [
                program,
                *FLAGS,
                f"--user-data-dir={Path(profile) / 'profile'}",
                f"--proxy-server=http://{host}",
                f"http://{host}/",
            ],
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=60,
            check=True,
        )
    return run.stdout


def _handler(answers: dict[str, str], asked: list[str]) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            body = answers.get(re.sub(r"^http://127\.0\.0\.1:\d+", "", self.path))
            self.send_response(404 if body is None else 200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write((body or "").encode())

        def do_CONNECT(self) -> None:
            asked.append(f"CONNECT {self.path}")
            self.send_error(403)

        def log_message(self, format: str, *args: Any) -> None:
            """The requests are in a list; nothing is printed."""

    return Handler
