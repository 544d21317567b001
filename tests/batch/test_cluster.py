"""A cluster has disks, programs and failures of its own: stand-ins that fail in each way."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from concurrent.futures import CancelledError, Executor, Future
from pathlib import Path
from typing import Any

import pytest
from commands import CLINIC, write_clinic

from handouts.batch import packing
from handouts.batch.batch import run_batch
from handouts.batch.cluster import Cluster, Returned
from handouts.batch.options import BatchOptions
from handouts.batch.packing import packed
from handouts.errors import ContentError, UsageError
from handouts.model.selection import Selection

from .lists import Made, called, put

CANCERS = ("lung", "breast", "kidney", "bladder", "liver", "ovary", "uterus", "cervix", "stomach")
HEADS = ("name", "cancer", "clinician", "message")
Fate = Callable[[Future[Any], Callable[[], Any]], None]


class FakeCluster(Executor):
    """Does each task as a computer elsewhere would: all that goes there and comes back is bytes."""

    def __init__(self, *fates: Fate) -> None:
        self.fates, self.sent = fates, list[bytes]()

    def submit(self, fn: Callable[..., Any], /, *args: Any, **named: Any) -> Future[Any]:
        future: Future[Any] = Future()
        fate = self.fates[min(len(self.sent), len(self.fates) - 1)]
        self.sent.append(pickle.dumps((fn, args, named)))
        there, given, more = pickle.loads(self.sent[-1])
        fate(future, lambda: pickle.loads(pickle.dumps(there(*given, **more))))
        return future


def done(future: Future[Any], task: Callable[[], Any]) -> None:
    future.set_result(task())


def cancelled(future: Future[Any], _task: Callable[[], Any]) -> None:
    future.cancel()
    future.set_running_or_notify_cancel()


def never(_future: Future[Any], _task: Callable[[], Any]) -> None:
    pass


def fails(error: BaseException) -> Fate:
    return lambda future, _task: future.set_exception(error)


def other_content(future: Future[Any], task: Callable[[], Any]) -> None:
    future.set_result(task()._replace(used="of an older version"))


class KilledWorker(Exception):  # noqa: N818
    """As the cluster's own, which is there only where its package is."""


class CommClosedError(OSError):
    """As the cluster's own."""


@pytest.fixture
def order(tmp_path: Path) -> BatchOptions:
    """More editions than one task sets, for a clinic whose phones are its own."""
    rows = [(called(at), name, f"Dr. Nobody-{at}", f"Secret {at}") for at, name in enumerate(CANCERS)]
    clinic = write_clinic(tmp_path / "clinic")
    return BatchOptions(
        put(tmp_path / "list.csv", *rows, heads=HEADS),
        tmp_path / "out",
        Selection(cancers=(), layout="one-page"),
        clinic_folder=clinic,
        cache=tmp_path / "cache",
    )


def _nothing(_doing: str, _done: int, _of: int) -> None:
    pass


def _kept(order: BatchOptions) -> int:
    cache = order.cache
    return sum(1 for _ in cache.iterdir()) if cache and cache.is_dir() else 0


def test_only_the_clinics_content_travels(
    order: BatchOptions, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert order.clinic_folder is not None
    (order.clinic_folder / "patients.csv").write_text("Bo Left-Behind,lung\n")
    here = run_batch(order._replace(out=tmp_path / "here", cache=tmp_path / "other"), _nothing)
    cluster = FakeCluster(done)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    write_clinic(elsewhere / "clinic", clinic=CLINIC.replace("555-0100", "555-0166"))

    def there(future: Future[Any], task: Callable[[], Any]) -> None:
        monkeypatch.chdir(elsewhere)  # a folder of the clinic's name, with another phone
        future.set_result(task())
        monkeypatch.chdir(tmp_path)

    cluster.fates = (there,)
    monkeypatch.chdir(tmp_path)
    made = run_batch(order._replace(clinic_folder=Path("clinic")), _nothing, Cluster(cluster))
    assert made.totals == here.totals
    assert made.notes == here.notes
    assert Made(order.out).job.read_bytes() == Made(tmp_path / "here").job.read_bytes()
    assert len(cluster.sent) == 2
    for said in (b"Person", b"Nobody-", b"Secret", b"Left-Behind"):
        assert said not in b"".join(cluster.sent)


@pytest.mark.parametrize(
    ("fates", "why", "left"),
    [
        ((done, fails(KilledWorker())), "KilledWorker", 1),
        ((fails(CommClosedError()), done), "CommClosedError", 8),
        ((fails(CancelledError()), done), "CancelledError", 8),
        ((fails(TimeoutError()),), "TimeoutError", 9),
        ((cancelled,), "cancelled", 9),
        ((done, never), "nothing came back for 0.01 seconds", 1),
    ],
)
def test_what_a_lost_cluster_leaves_is_done_here(
    order: BatchOptions, fates: tuple[Fate, ...], why: str, left: int
) -> None:
    order = order._replace(clinic_folder=None)
    told: list[str] = []
    made = run_batch(order, lambda doing, _done, _of: told.append(doing), Cluster(FakeCluster(*fates), 0.01))
    assert made.totals.counts.ok == len(CANCERS)
    were = "1 handout was" if left == 1 else f"{left} handouts were"
    said = f"The cluster did not finish ({why}): {were} typeset on this computer. Nothing is missing."
    assert made.notes[-1] == said
    assert "Typesetting without the cluster" in told


def test_a_cluster_that_takes_nothing(order: BatchOptions) -> None:
    def share(_value: object) -> object:
        raise TimeoutError

    made = run_batch(order, _nothing, Cluster(FakeCluster(done), share=share))
    assert made.totals.counts.ok == len(CANCERS)
    assert "(TimeoutError): 9 handouts" in made.notes[-1]


@pytest.mark.parametrize("fate", [other_content, lambda future, _: future.set_result([])])
def test_nothing_is_kept_of_what_other_content_made(order: BatchOptions, fate: Fate) -> None:
    with pytest.raises(ContentError, match=r"another version of handouts.*not used") as raised:
        run_batch(order, _nothing, Cluster(FakeCluster(fate)))
    assert raised.value.exit_code == 3
    assert (_kept(order), order.out.exists()) == (0, False)


def test_other_shipped_content_there_is_refused(order: BatchOptions, monkeypatch: pytest.MonkeyPatch) -> None:
    def there(future: Future[Any], task: Callable[[], Any]) -> None:
        with monkeypatch.context() as other:
            for where in ("handouts.batch.cluster", "handouts.run.typesetting"):
                other.setattr(f"{where}.digest_of_shipped", lambda: b"of another version")
            returned = task()
        assert isinstance(returned, Returned)
        assert returned.made == ()
        future.set_result(returned)

    with pytest.raises(ContentError, match="another version of handouts"):
        run_batch(order, _nothing, Cluster(FakeCluster(there)))


def test_a_clinic_that_changes_meanwhile(order: BatchOptions, monkeypatch: pytest.MonkeyPatch) -> None:
    def late(folder: Path) -> object:
        (folder / "clinic.yaml").write_text(CLINIC.replace("555-0100", "555-0166"))
        return packed(folder)

    monkeypatch.setattr("handouts.batch.editions.packed", late)
    with pytest.raises(ContentError, match="changed during the run"):
        run_batch(order, _nothing, Cluster(FakeCluster(done)))
    assert _kept(order) == 0


def test_messages_name_the_clinics_own_folder(order: BatchOptions) -> None:
    assert order.clinic_folder is not None
    layouts = order.clinic_folder / "layouts"
    layouts.mkdir()
    (layouts / "ours.yaml").write_text("base: one-page\nno_such_key: 1\n")
    rows = [(called(at), name, "ours") for at, name in enumerate(CANCERS)]
    heads = ("name", "cancer", "layout")
    order = order._replace(roster=put(order.out.with_name("l.csv"), *rows, heads=heads))
    run_batch(order, _nothing, Cluster(FakeCluster(done)))
    reasons = Made(order.out).reasons
    assert len(reasons) == len(CANCERS)
    for reason in reasons.values():
        assert str(layouts / "ours.yaml") in reason


def _large(folder: Path) -> None:
    (folder / "group.yaml").write_bytes(b"#" * 65)


def _many(folder: Path) -> None:
    for at in range(9):
        (folder / f"{at}.yaml").write_bytes(b"#" * 60)


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (_large, "group.yaml in the clinic's folder is larger than"),
        (_many, "more than .* of content"),
    ],
)
def test_folders_that_cannot_be_sent(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, spoil: Callable[[Path], None], said: str
) -> None:
    folder = tmp_path / "clinic"
    (folder / "tips").mkdir(parents=True)
    (folder / "clinic.yaml").write_text("name: A\nphone: {day: 555-0100, night: 555-0199}\n")
    monkeypatch.setattr(packing, "LARGEST", 64)
    monkeypatch.setattr(packing, "MOST_BYTES", 256)
    spoil(folder)
    with pytest.raises(UsageError, match=said):
        packed(folder)


def test_what_is_packed_comes_out_private(tmp_path: Path) -> None:
    folder = tmp_path / "clinic"
    write_clinic(folder)
    (folder / ".hidden.yaml").write_text("x: 1\n")
    sent = packed(folder)
    assert [name for name, _ in sent.files] == sorted(
        str(path.relative_to(folder)) for path in folder.rglob("[!.]*.yaml") if path.is_file()
    )
    out = tmp_path / "there"
    out.mkdir()
    sent.unpack(out)
    assert packed(out) == sent
    assert {path.stat().st_mode & 0o077 for path in out.rglob("*")} == {0}
    for path in ("../out.yaml", "/tmp/out.yaml"):
        with pytest.raises(ValueError, match="must lie in it"):
            sent._replace(files=((path, b""),)).unpack(out)
