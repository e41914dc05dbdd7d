"""A person without a mouse: Tab, arrows, Space and Enter, and nothing else."""

FURTHEST = 80  # presses of Tab that one may need on a page of the tests
# A ring around the element, or around the label that stands for it.
SHOWS_FOCUS = """element => [element, element.closest("label")].some(
    one => one && getComputedStyle(one).outlineStyle !== "none"
        && parseFloat(getComputedStyle(one).outlineWidth) >= 2)"""


class Keys:
    """Goes about a page by keyboard."""

    def __init__(self, page):
        self.page = page

    def press(self, key):
        """Press a key."""
        self.page.keyboard.press(key)

    def reach(self, target):
        """Press Tab until `target` has the focus, and see that it shows."""
        for _ in range(FURTHEST):
            if self._is_at(target):
                assert target.evaluate(SHOWS_FOCUS), f"no focus to be seen on {target}"
                return
            self.press("Tab")
        raise AssertionError(f"Tab never comes to {target}")

    def enter(self, target):
        """Follow a link or press a button."""
        self.reach(target)
        self.press("Enter")

    def type(self, target, text):
        """Type into a field."""
        self.reach(target)
        self.page.keyboard.type(text)

    def tick(self, target):
        """Tick a box."""
        self.reach(target)
        self.press("Space")

    def choose(self, target):
        """Choose a radio button: Tab to its group, arrows within, Space."""
        name = target.get_attribute("name")
        group = self.page.locator(f"input[name='{name}']")
        self.reach(group.and_(self.page.locator(":checked")).or_(group.first).first)
        for _ in range(FURTHEST):
            if self._is_at(target):
                self.press("Space")
                return
            self.press("ArrowDown")
        raise AssertionError(f"the arrows never come to {target}")

    @staticmethod
    def _is_at(target):
        return target.evaluate("element => element === document.activeElement")
