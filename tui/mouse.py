"""The mouse: in the app, or left to the terminal, whose own selection works then."""

from typing import Any

from textual.app import App


def mouse_is_free(app: App[Any]) -> bool:
    """Whether the terminal has the mouse."""
    driver = app._driver
    return driver is not None and not driver._mouse


def release_mouse(app: App[Any]) -> None:
    """Let the terminal have the mouse."""
    driver = app._driver
    if driver is None or not driver._mouse:
        return
    _tell(driver, "_disable_mouse_support")
    driver._mouse = False  # so that the driver does not take it back when it resumes


def catch_mouse(app: App[Any]) -> None:
    """Have the mouse again."""
    driver = app._driver
    if driver is None or driver._mouse:
        return
    driver._mouse = True
    _tell(driver, "_enable_mouse_support")
    if getattr(driver, "_mouse_pixels", False):
        _tell(driver, "_enable_mouse_pixels")


def _tell(driver: Any, what: str) -> None:
    """Have a driver do something; one without a terminal has nothing to do."""
    if (does := getattr(driver, what, None)) is not None:
        does()
