"""Three ways to walk a journey: by touch on a phone, by keyboard alone, and without JavaScript."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page, ViewportSize

MOST_TABS = 250
PHONE: ViewportSize = {"width": 390, "height": 844}
DESKTOP: ViewportSize = {"width": 1280, "height": 900}

MOST_OPTIONS = 30

FOCUSED = "element => element === document.activeElement"
# Tab comes to a group of radio buttons once: at the chosen one, or at the first
GROUP_FOCUSED = """element => {
  const here = document.activeElement;
  return here === element || (element.type === 'radio' && here.type === 'radio'
    && here.name === element.name && here.form === element.form);
}"""
# about how many times Tab to go: what can have the focus between here and there, a group of radio buttons once
AHEAD = """element => {
  const stops = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex]')]
    .filter(one => one.tabIndex >= 0 && !one.disabled && one.checkVisibility({visibilityProperty: true}))
    .filter((one, nth, all) => one === element || one.type !== 'radio'
      || all.findIndex(other => other.name === one.name && other.form === one.form) === nth);
  return stops.indexOf(element) - stops.indexOf(document.activeElement);
}"""
SURELY = 3  # as many of them are looked at one by one
FOCUS_SHOWS = """() => {
  const marks = [document.activeElement, ...document.activeElement.querySelectorAll('*')];
  if (document.activeElement.labels) marks.push(...document.activeElement.labels);
  return marks.some(mark => {
    const style = getComputedStyle(mark);
    const outlined = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
    return outlined || style.boxShadow !== 'none';
  });
}"""


class Way(Protocol):
    """How somebody presses, types, ticks and chooses."""

    name: str
    settings: dict[str, Any]

    def press(self, page: Page, target: Locator) -> None:
        """Follow a link, press a button, open a summary."""

    def fill(self, page: Page, target: Locator, text: str) -> None:
        """Type a text in a field, in place of what stood there."""

    def tick(self, page: Page, target: Locator) -> None:
        """Tick a box or choose a radio button."""

    def choose(self, page: Page, target: Locator, option: str) -> None:
        """Choose from a list by the words of the option."""


@dataclass
class ByPointer:
    """With a finger or a mouse."""

    name: str
    settings: dict[str, Any]

    def press(self, page: Page, target: Locator) -> None:
        """Tap or click."""
        if self.settings.get("has_touch"):
            target.tap()
        else:
            target.click()

    def fill(self, page: Page, target: Locator, text: str) -> None:
        """Type at once."""
        target.fill(text)

    def tick(self, page: Page, target: Locator) -> None:
        """Tap or click the box."""
        target.check()

    def choose(self, page: Page, target: Locator, option: str) -> None:
        """Pick the option."""
        target.select_option(label=option)


class ByKeyboard:
    """With Tab, Enter, Space and letters alone; wherever the focus comes to rest, it must be seen."""

    name = "keyboard"
    settings: dict[str, Any]

    def __init__(self) -> None:
        self.settings = {"viewport": DESKTOP}

    def press(self, page: Page, target: Locator) -> None:
        """Go there with Tab and press Enter."""
        self._go_to(page, target)
        page.keyboard.press("Enter")

    def fill(self, page: Page, target: Locator, text: str) -> None:
        """Go there and type; a date or time is put in whole, for its keys differ per country."""
        self._go_to(page, target)
        if target.get_attribute("type") in {"date", "time", "datetime-local"}:
            target.fill(text)
            return
        page.keyboard.press("Control+a")
        page.keyboard.press("Delete")
        page.keyboard.insert_text(text)

    def tick(self, page: Page, target: Locator) -> None:
        """Go there and press the space bar; within a group of radio buttons arrows move and choose."""
        if target.is_checked():
            return
        self._go_to(page, target, GROUP_FOCUSED)
        for _ in range(MOST_OPTIONS):
            if target.evaluate(FOCUSED):
                break
            page.keyboard.press("ArrowDown")
        assert target.evaluate(FOCUSED), f"the arrows never came to {target}"
        self._check_focus(page, target)
        if not target.is_checked():
            page.keyboard.press("Space")
        assert target.is_checked()

    def choose(self, page: Page, target: Locator, option: str) -> None:
        """Go there and type the first letters of the option."""
        self._go_to(page, target)
        page.keyboard.type(option)
        assert target.evaluate("list => list.selectedOptions[0].label") == option

    def _go_to(self, page: Page, target: Locator, there: str = FOCUSED) -> None:
        element = target.element_handle()  # found once: finding by words costs more than Tab itself
        for _ in range(element.evaluate(AHEAD) - SURELY):
            page.keyboard.press("Tab")  # looking costs as much as Tab itself
        for _ in range(MOST_TABS):
            reached, is_there = element.evaluate(f"one => [({there})(one), one.isConnected]")
            if reached:
                self._check_focus(page, target)
                return
            if not is_there:  # a script made this part of the page anew
                element = target.element_handle()
            page.keyboard.press("Tab")
        raise AssertionError(f"Tab never came to {target}")

    def _check_focus(self, page: Page, target: Locator) -> None:
        assert page.evaluate(FOCUS_SHOWS), f"the focus does not show on {target}"


def ways() -> list[Way]:
    """Fresh instances of the three."""
    return [
        ByPointer("touch", {"viewport": PHONE, "has_touch": True}),
        ByKeyboard(),
        ByPointer("plain", {"viewport": DESKTOP, "java_script_enabled": False}),
    ]
