"""Find a Chromium for the browser tests, or get one.

Nothing but Debian as root installs by itself: elsewhere it is one sentence.
"""

import os
import platform
import shutil
import subprocess
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge")
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
)
WHAT_TO_DO = (
    "The browser tests need Chromium or Google Chrome: install one so that "
    "`chromium` or `google-chrome` is on the path, then run the tests again."
)
PACKAGES = ("chromium", "fonts-liberation")


def find() -> str | None:
    """Return the path of an installed Chromium, Chrome or Edge."""
    on_path = (shutil.which(name) for name in NAMES)
    usual = (place for place in PLACES if Path(place).exists())
    return next(filter(None, (*on_path, *usual)), None)


def can_install() -> bool:
    """Tell whether this is Debian, as root."""
    return (
        platform.system() == "Linux"
        and os.geteuid() == 0
        and Path("/etc/debian_version").exists()
        and platform.freedesktop_os_release().get("ID") == "debian"
    )


def install() -> None:
    """Install Debian's Chromium with a font that its pages can be drawn in."""
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for step in (["update"], ["install", "-y", "--no-install-recommends", *PACKAGES]):
        subprocess.run(["apt-get", "-qq", *step], env=quiet, check=False)


def provide() -> None:
    """Install a Chromium where there is none and it can be; else say what to do."""
    if find() is None and can_install():
        print("Installing Debian's chromium.", flush=True)
        install()
    if find() is None:
        print(WHAT_TO_DO)
