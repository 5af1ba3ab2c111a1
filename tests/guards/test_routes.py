"""Every route says who may see it, and is documented."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kb.settings import Settings
from web.access import access_of, public, require_declared
from web.app import create_app
from web.services import Services

DOCUMENTED = re.compile(r"^\| `(/[^`]*)` \| (\w+) \| [^|]+ \| `([^`]+)` \|$", re.MULTILINE)
ROOT = Path(__file__).parents[2]


def test_every_route_is_documented_with_its_access(tmp_path: Path) -> None:
    """docs/routes.md lists each route with its access and module, and no other."""
    app = create_app(Services.of(Settings(home=tmp_path)))
    routes = {}
    for rule in app.url_map.iter_rules():
        view = app.view_functions[rule.endpoint]
        module = view.__module__.replace(".", "/") + ".py"
        routes[rule.rule] = (access_of(view), module)
    text = (ROOT / "docs" / "routes.md").read_text("utf-8")
    documented = {route: (access, module) for route, access, module in DOCUMENTED.findall(text)}
    assert documented == routes


def test_a_route_without_access_keeps_the_site_from_starting(tmp_path: Path) -> None:
    """Forgetting to declare is found at once."""
    app = create_app(Services.of(Settings(home=tmp_path)))
    app.add_url_rule("/open", view_func=lambda: "x", endpoint="open")
    with pytest.raises(RuntimeError, match="/open"):
        require_declared(app)
    app.view_functions["open"] = public(app.view_functions["open"])
    require_declared(app)


def test_one_module_for_each_page() -> None:
    """File names are the site map: every module of web/views answers one documented route."""
    text = (ROOT / "docs" / "routes.md").read_text("utf-8")
    modules = [module for _route, _access, module in DOCUMENTED.findall(text)]
    views = ROOT / "web" / "views"
    files = [f"web/views/{path.name}" for path in views.glob("*.py") if path.stem != "__init__"]
    assert sorted(modules) == sorted(files)
