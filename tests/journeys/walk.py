"""A person at a browser. Every page they come to is looked over: accessibility, overflow, policy, console."""

import json
import re
from collections.abc import Callable
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import ConsoleMessage, Locator, Page, Request, expect
from playwright.sync_api import Error as PlaywrightError

ATTEMPTS = 4
SERIOUS = frozenset({"serious", "critical"})
_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|\?.*$")
# What a browser says about an answer that is meant to be one: hidden pages, forms that come back.
_MEANT = re.compile(r"the server responded with a status of (403|404|422)")
_WIDER = """() => {
  const room = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= room + 1) return [];
  const wide = [...document.querySelectorAll('body *')].filter((one) => one.getBoundingClientRect().right > room + 1
    || one.getBoundingClientRect().left < -1);
  return wide.slice(0, 6).map((one) => one.tagName + '.' + one.className);
}"""
_TELL = """document.addEventListener('securitypolicyviolation', (event) =>
  window.tellViolation(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`))"""


Rules = tuple[str, ...] | None
EVERY_RULE: Rules = None
NO_RULE: Rules = ()


class Walk:
    """One page of one browser context; `problems` fills while it is used and must be empty at the end."""

    def __init__(self, page: Page, base: str, rules: Rules = EVERY_RULE) -> None:
        self.page, self.base, self.rules = page, base, rules
        self.problems: list[str] = []
        self.looked_at: set[str] = set()
        page.expose_function("tellViolation", lambda text: self.problems.append(f"policy: {text}"))
        page.add_init_script(_TELL)
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.problems.append(f"script: {error}"))
        page.on("request", self._watch)

    def open(self, path: str, *, status: int = 200) -> None:
        """Go to an address and look the page over."""
        response = self.page.goto(self.base + path)
        assert response is not None
        assert response.status == status, f"{path} answered {response.status}"
        self.look()

    def click(self, role: Any, name: str | re.Pattern[str], *, inside: Locator | None = None) -> None:
        """Press something by what it is called, wait for where it leads, and look that over."""
        with self.page.expect_navigation():
            (inside or self.page).get_by_role(role, name=name).first.click()
        self.look()

    def fill(self, label: str | re.Pattern[str], value: str) -> None:
        """Write into the field with this label."""
        self.page.get_by_label(label).first.fill(value)

    def sees(self, text: str | re.Pattern[str]) -> None:
        """The text stands on the page."""
        expect(self.page.get_by_text(text).first).to_be_visible()

    def sees_no(self, text: str) -> None:
        """The text stands nowhere on the page."""
        expect(self.page.get_by_text(text)).to_have_count(0)

    def look(self) -> None:
        """Look the page over, once for each kind of page."""
        kind = _ID.sub("", self.page.url.removeprefix(self.base)) + self.page.title()
        if kind in self.looked_at:
            return
        self.looked_at.add(kind)
        for _attempt in range(ATTEMPTS):
            found = len(self.problems)
            try:
                self._check(kind)
            except PlaywrightError as error:
                if "context was destroyed" not in str(error):
                    raise
                # A page that follows a job has loaded itself again.
                del self.problems[found:]
                self.page.wait_for_load_state("networkidle")
            else:
                return

    def _check(self, kind: str) -> None:
        self.problems += [f"{kind} is wider than the window: {one}" for one in self.page.evaluate(_WIDER)]
        if self.rules == NO_RULE:
            return
        options: dict[str, Any] = {"resultTypes": ["violations"]}
        if self.rules is not None:
            options["runOnly"] = list(self.rules)
        found = Axe().run(self.page, options=options).response
        for violation in found["violations"]:
            if violation["impact"] in SERIOUS:
                where = [node["target"] for node in violation["nodes"][:3]]
                self.problems.append(f"{kind}: {violation['id']}, {violation['help']} {json.dumps(where)}")

    def until(self, done: Callable[[], bool], what: str, *, steps: int = 100) -> None:
        """Wait for something that no event tells of."""
        for _step in range(steps):
            if done():
                return
            self.page.wait_for_timeout(50)
        raise AssertionError(what)

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not _MEANT.search(message.text):
            self.problems.append(f"console: {message.text}")

    def _watch(self, request: Request) -> None:
        if request.url.endswith("/csp-report"):
            self.problems.append(f"policy report: {request.post_data}")
        elif not request.url.startswith((self.base, "data:", "blob:")):
            self.problems.append(f"a request left the host: {request.url}")
