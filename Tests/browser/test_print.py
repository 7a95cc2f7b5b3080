"""What is printed: one side of A4 for each sheet, and rare letters as they were typed."""

import re

import pytest
from desk import Desk
from matter import Cast
from report import report

pytestmark = pytest.mark.parametrize("script", [False], ids=["without-script"])

RARE = "𠮷野葛󠄀城"


def sides(desk: Desk) -> int:
    """How many sides of A4 the page takes, as the browser prints it."""
    printed = desk.page.pdf(format="A4", prefer_css_page_size=True)
    return len(re.findall(rb"/Type\s*/Page[^s]", printed))


def test_every_sheet_is_one_side(house, context):
    desk = Desk(context(), house.address, "goro")
    desk.menu("印刷用の手順書")
    sheets = desk.page.locator("main a[href^='/sheets/']").all_inner_texts()
    assert len(sheets) > 20
    longer = {}
    for title in sheets:
        desk.menu("印刷用の手順書")
        desk.follow(title)
        if (count := sides(desk)) != 1:
            longer[title] = count
    assert not longer


def test_rare_letters_are_printed(house, context):
    number, _ = report(house, context, danger="^危険はない", what=f"{RARE}の端末がおかしい", where="図書館")
    desk = Cast(house, context, number).matter("goro")
    assert RARE in desk.page.locator("main .gist").inner_text()
    desk.page.emulate_media(media="print")
    assert desk.page.locator("main .gist").get_by_text(RARE).is_visible()
    assert len(desk.page.pdf(format="A4")) > 10_000
