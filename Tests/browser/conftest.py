import shutil

import pytest
from house import BIN, House, make_demo
from windows import DESK, TELEPHONE, launch
from playwright.sync_api import sync_playwright

_clauses: dict[str, list[str]] = {}


@pytest.fixture(scope="session")
def browser():
    assert (BIN / "shodo-test-server").exists(), f"{BIN}/shodo-test-server is not built"
    with sync_playwright() as playwright:
        browser = launch(playwright)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def demos(tmp_path_factory):
    """One demo folder of each rulebook; every house is a copy of one."""
    made = {}

    def demo(rulebook: str):
        if rulebook not in made:
            made[rulebook] = make_demo(rulebook, tmp_path_factory.mktemp("demo") / rulebook)
        return made[rulebook]

    return demo


@pytest.fixture
def house(request, demos, tmp_path):
    """A server of its own for one test; `@pytest.mark.rulebook` names another rulebook than the college's."""
    mark = request.node.get_closest_marker("rulebook")
    served = House(demos(mark.args[0] if mark else "kosen"), tmp_path)
    yield served
    served.stop()
    shutil.rmtree(tmp_path, ignore_errors=True)


@pytest.fixture(params=[False, True], ids=["without-script", "with-script"])
def script(request):
    """Whether the browser runs scripts: every flow is done both ways."""
    return request.param


@pytest.fixture
def context(browser, script):
    """Makes windows that share nothing: one for each person."""
    made = []

    def new(viewport=DESK):
        made.append(browser.new_context(viewport=viewport, java_script_enabled=script, locale="ja-JP"))
        return made[-1]

    yield new
    for one in made:
        one.close()


@pytest.fixture
def acted(request):
    """Keeps the clauses that a flow acted on, for the list at the end."""
    def keep(clauses):
        assert clauses, "no clause was acted on"
        _clauses[request.node.name] = clauses
    return keep


def pytest_configure(config):
    config.addinivalue_line("markers", "rulebook(name): the rulebook of the house")


def pytest_terminal_summary(terminalreporter):
    for name, clauses in _clauses.items():
        terminalreporter.write_line(f"{name}: {len(clauses)} clauses acted on: {'，'.join(clauses)}")
