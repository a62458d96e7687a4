"""The one clock that ends what takes too long."""

from threading import Event

from etl.reading.watch import Watch


def test_an_alarm_rings_when_its_time_has_come() -> None:
    done = Event()
    alarm = Watch().set(0.01, done.set)
    assert done.wait(5)
    alarm.call_off()
    assert alarm.rang


def test_an_alarm_that_is_called_off_never_rings() -> None:
    watch, first, second = Watch(), Event(), Event()
    called_off = watch.set(0.05, first.set)
    called_off.call_off()
    watch.set(0.1, second.set)
    assert second.wait(5)
    assert not first.is_set()
    assert not called_off.rang


def test_an_alarm_set_later_may_be_due_earlier() -> None:
    watch, soon = Watch(), Event()
    late = watch.set(60, Event().set)
    watch.set(0.01, soon.set)
    assert soon.wait(5)
    assert not late.rang
