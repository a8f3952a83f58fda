"""Whoever reads while another snapshot comes into service sees the one or the other, whole."""

import threading

from energiekop import privacy
from energiekop.privacy import Viewer
from energiekop.publish import store as snapshots
from tests.privacy.drawn_snapshot import ID, make

EARLIER = "20261117T065100Z-0a0b0c0d"
CITY = "milestone | level | on_date | households | residents\nplan | | 2026-10-31 | {} | 5"


def test_readers_move_to_the_new_snapshot_without_a_gap(tmp_path):
    make(tmp_path, snapshot=EARLIER, published_city=CITY.format(1))
    make(tmp_path, published_city=CITY.format(2))
    of_snapshot = {EARLIER: 1, ID: 2}
    swapping = threading.Event()
    swapping.set()
    seen = []

    def read():
        while swapping.is_set():
            answer = privacy.ask(Viewer.municipality(), "progress", store=tmp_path)
            seen.append((answer.snapshot, int(answer.rows["households_helped"].iloc[0])))

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    for turn in range(200):
        snapshots.use(tmp_path, (EARLIER, ID)[turn % 2])
    swapping.clear()
    for reader in readers:
        reader.join()
    assert seen and set(seen) <= set(of_snapshot.items())
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([EARLIER, ID, "current"])


def test_an_asked_snapshot_stays_the_asked_one_whatever_is_in_service(tmp_path):
    make(tmp_path, snapshot=EARLIER, published_city=CITY.format(1))
    make(tmp_path, published_city=CITY.format(2))
    answer = privacy.ask(Viewer.municipality(), "progress", store=tmp_path, snapshot=EARLIER)
    assert answer.snapshot == EARLIER and list(answer.rows["households_helped"]) == [1]
