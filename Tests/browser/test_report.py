"""Somebody reports from a telephone, without an account, and comes back."""

import re
import time

from conftest import TELEPHONE
from desk import Desk

# How fast somebody types on a telephone who is in a hurry: characters a second.
TYPING = 5.0


def test_a_report_takes_five_answers_and_less_than_a_minute(house, context):
    began = time.monotonic()
    desk = Desk(context(TELEPHONE), house.address)
    page = desk.page
    desk.menu("通報する")
    assert page.locator("main .field .mark.required").count() <= 5
    typed = 0
    desk.fill("人の命や体に危険", "^危険はない")
    for label, text in [
        ("何が起きましたか", "知らない画面が出て動かない"), ("どこですか", "図書館の端末"), ("いつ気付き", "わからない"),
        ("あなたはどなた", "例示 花子"),
    ]:
        desk.box(label).locator("input, textarea").first.press_sequentially(text)
        typed += len(text)
    # It fits the width of the telephone: nobody scrolls sideways.
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    desk.press("通報する")
    assert "受け付けました" in page.locator("h1").inner_text(), desk.tell("not received")
    spent = time.monotonic() - began
    assert spent + typed / TYPING <= 60, f"{spent:.1f} s, and {typed} characters"

    number, phrase = (text.strip() for text in page.locator(".receipt dd").all_inner_texts()[:2])
    assert re.fullmatch(r"\d{4}-\d{6}", number)
    assert len(phrase) >= 8

    # Later, in another window: the two come back, and something is added.
    later = Desk(context(TELEPHONE), house.address)
    later.menu("サインイン")
    later.follow("受付番号で照会する")
    later.fill("受付番号", number)
    later.fill("合言葉", phrase)
    later.page.locator('main form button.main').last.click()
    later.loaded()
    assert "知らない画面が出て動かない" in later.page.locator("main").inner_text(), later.tell("what was said is not there")
    later.fill("書き足したいこと", "電源は切っていません。")
    later.page.locator("main form button.main").last.click()
    later.loaded()
    assert "電源は切っていません。" in later.page.locator("main").inner_text(), later.tell("not added")
