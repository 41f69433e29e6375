"""Configuration: each value typed and traced, unknown names refused, secrets never shown."""

from __future__ import annotations

import stat
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parvis.platform.config import BadConfiguration, Config, Secret, load, settings_reference

pytestmark = pytest.mark.pure


@pytest.fixture
def given_data(tmp_path: Path) -> dict[str, str]:
    return {"PARVIS_DATA": str(tmp_path / "data")}


def test_defaults_and_where_they_come_from(given_data: dict[str, str]) -> None:
    config = load(given_data)
    data = Path(given_data["PARVIS_DATA"])
    assert (config.threads, config.development, config.time_zone) == (8, False, "Europe/Paris")
    assert config.sources["threads"] == "valeur par défaut"
    assert config.sources["data"] == "environnement PARVIS_DATA"
    assert config.sources["secret_key"] == f"fichier {data / 'secret_key'}"
    assert config.database == f"sqlite:///{data / 'parvis.sqlite3'}"
    assert config.sqlite_path == data / "parvis.sqlite3"
    assert not config.postgresql
    assert set(config.sources) == {name[7:].lower() for name, *_ in settings_reference()}


def test_values_are_typed(given_data: dict[str, str]) -> None:
    config = load(
        given_data
        | {
            "PARVIS_THREADS": "3",
            "PARVIS_DEVELOPMENT": "on",
            "PARVIS_DATABASE": "postgresql://parvis@db/parvis",
            "PARVIS_METRICS_TOKEN": "abc",
        }
    )
    assert (config.threads, config.development, config.postgresql) == (3, True, True)
    assert isinstance(config.metrics_token, Secret)


@pytest.mark.parametrize("name", ["PARVIS_THREAD", "PARVIS_", "PARVIS_DATABASE_URL", "PARVIS_data"])
def test_an_unknown_name_refuses_to_start(given_data: dict[str, str], name: str) -> None:
    with pytest.raises(BadConfiguration, match=name):
        load(given_data | {name: "1"})


def test_other_programs_variables_are_left_alone(given_data: dict[str, str]) -> None:
    assert load(given_data | {"PATH": "/bin", "MY_PARVIS_X": "1"}).threads == 8


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("PARVIS_THREADS", "many"),
        ("PARVIS_THREADS", ""),
        ("PARVIS_PROXIES", "1.5"),
        ("PARVIS_DEVELOPMENT", "maybe"),
        ("PARVIS_DATA", ""),
    ],
)
def test_a_bad_value_is_named(given_data: dict[str, str], name: str, text: str) -> None:
    with pytest.raises(BadConfiguration, match=name):
        load(given_data | {name: text})


@given(
    st.sampled_from(["1", "true", "YES", "On"]), st.sampled_from(["0", "False", "no", "OFF", ""])
)
def test_yes_and_no(yes: str, no: str) -> None:
    base = {"PARVIS_SECRET_KEY": "given"}
    assert load(base | {"PARVIS_DEVELOPMENT": yes}).development is True
    assert load(base | {"PARVIS_DEVELOPMENT": no}).development is False


class TestFiles:
    def test_a_secret_is_read_from_a_file(self, given_data: dict[str, str], tmp_path: Path) -> None:
        path = tmp_path / "key"
        path.write_text(" from-a-file\n", encoding="utf-8")
        config = load(given_data | {"PARVIS_SECRET_KEY_FILE": str(path)})
        assert str.__str__(config.secret_key) == "from-a-file"
        assert config.sources["secret_key"] == f"fichier {path}"

    def test_the_environment_comes_first(self, given_data: dict[str, str], tmp_path: Path) -> None:
        path = tmp_path / "threads"
        path.write_text("2", encoding="utf-8")
        both = given_data | {"PARVIS_THREADS_FILE": str(path), "PARVIS_THREADS": "5"}
        assert load(both).threads == 5
        del both["PARVIS_THREADS"]
        assert load(both).threads == 2

    def test_an_unreadable_file_is_named(self, given_data: dict[str, str]) -> None:
        with pytest.raises(BadConfiguration, match="PARVIS_SECRET_KEY_FILE : /nowhere"):
            load(given_data | {"PARVIS_SECRET_KEY_FILE": "/nowhere"})


class TestSecrets:
    def test_made_once_for_the_owner_alone(self, given_data: dict[str, str]) -> None:
        first = load(given_data)
        path = Path(given_data["PARVIS_DATA"]) / "secret_key"
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
        assert len(first.secret_key) >= 48
        assert load(given_data).secret_key == first.secret_key
        assert [child.name for child in path.parent.iterdir()] == ["secret_key"]

    def test_processes_that_start_together_agree(self, given_data: dict[str, str]) -> None:
        keys: list[str] = []
        start = threading.Barrier(8)

        def run() -> None:
            start.wait(10)
            keys.append(load(given_data).secret_key)

        threads = [threading.Thread(target=run) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(10)
        assert len(keys) == 8
        assert len(set(keys)) == 1
        assert keys[0]

    def test_never_printed(self, given_data: dict[str, str]) -> None:
        config = load(given_data | {"PARVIS_SECRET_KEY": "hunter2", "PARVIS_METRICS_TOKEN": "t0k"})
        assert "hunter2" not in repr(config)
        assert "t0k" not in repr(config)
        assert repr(config.secret_key) == "Secret(…)"
        assert "hunter2" not in f"{config.secret_key!r} {[config.secret_key]}"


def test_the_reference_covers_every_setting() -> None:
    names = [name for name, *_ in settings_reference()]
    assert names == [f"PARVIS_{name.upper()}" for name in Config.__slots__ if name != "sources"]
    assert all(meaning.endswith(".") for _, _, meaning, _ in settings_reference())
    secret = {name for name, _, _, is_secret in settings_reference() if is_secret}
    assert secret == {"PARVIS_SECRET_KEY", "PARVIS_METRICS_TOKEN"}
