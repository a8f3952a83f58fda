"""Pages are drawn a few at a time, and no page keeps the turn of another."""

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
import streamlit as st

from energiekop.web import streamlit_settings, turns
from tests.house.places import ROOT


@pytest.fixture(autouse=True)
def _own_turns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "_turns", threading.Semaphore(turns.AT_ONCE))


def at_once(draw: Callable[[], None], people: int = 12) -> int:
    """How many were drawing at one time at most."""
    drawing, most, counting = 0, 0, threading.Lock()

    def one() -> None:
        nonlocal drawing, most
        with turns.taken():
            with counting:
                drawing += 1
                most = max(most, drawing)
            draw()
            with counting:
                drawing -= 1

    with ThreadPoolExecutor(people) as pool:
        for ended in [pool.submit(one) for _ in range(people)]:
            ended.result()
    return most


def test_two_pages_are_drawn_at_once_and_all_are_drawn() -> None:
    assert at_once(lambda: time.sleep(0.02)) == turns.AT_ONCE == 2


def test_who_waits_for_a_build_lets_others_draw_meanwhile() -> None:
    everybody = threading.Barrier(12, timeout=20)

    def builds() -> None:
        with turns.let_others():
            everybody.wait()  # comes through only when all twelve stand here at one time

    assert at_once(builds) <= 12
    assert at_once(lambda: time.sleep(0.02)) == turns.AT_ONCE  # and each gave back what it took


def test_a_page_that_fails_gives_its_turn_back() -> None:
    for _ in range(2 * turns.AT_ONCE):
        with pytest.raises(ZeroDivisionError), turns.taken():
            raise ZeroDivisionError
    assert at_once(lambda: time.sleep(0.02)) == turns.AT_ONCE


def test_nobody_waits_for_ever_and_who_went_on_without_a_turn_gives_none_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "PATIENCE", 0.05)
    held, let_go = threading.Barrier(turns.AT_ONCE + 1), threading.Event()

    def slow() -> None:
        with turns.taken():
            held.wait()
            let_go.wait(20)

    slow_ones = [threading.Thread(target=slow) for _ in range(turns.AT_ONCE)]
    for thread in slow_ones:
        thread.start()
    held.wait()
    with turns.taken():
        pass
    assert not turns._turns.acquire(blocking=False)
    let_go.set()
    for thread in slow_ones:
        thread.join()
    monkeypatch.setattr(turns, "PATIENCE", 20)
    assert at_once(lambda: time.sleep(0.02)) == turns.AT_ONCE


def test_streamlit_looks_after_none_of_our_files() -> None:
    """It would look up those of every module for each new tab: 0.6 s in which nobody else is answered."""
    streamlit_settings.apply(ROOT / ".streamlit" / "config.toml")
    assert st.get_option("server.fileWatcherType") == "none"
