"""Every column says what it is to the people it tells of, and no label is of nothing."""

import pytest

from quizapp.models import Base, User
from quizapp.models.privacy import FACT, SECRET, Privacy

MODELS = {mapper.class_.__tablename__: mapper.class_ for mapper in Base.registry.mappers}


def faults_of(table, columns, labels):
    """Return, in words, columns without a label, labels without a column, and half a deletion."""
    faults = [f"{table}.{name} has no label" for name in columns - set(labels)]
    faults += [f"{table} has no column {name}" for name in set(labels) - columns]
    gone = {name for name, label in labels.items() if label.erased == "deleted"}
    if gone and gone != set(labels):
        faults.append(f"{table}: a row is deleted whole or not at all")
    return faults


def columns_of(model):
    return {column.name for column in model.__table__.columns}


def test_every_table_is_labelled():
    assert set(MODELS) == set(Base.metadata.tables)


@pytest.mark.parametrize("table", sorted(MODELS))
def test_every_column_has_a_label_and_every_label_a_column(table):
    model = MODELS[table]
    assert "__privacy__" in vars(model)
    assert faults_of(table, columns_of(model), model.__privacy__) == []


@pytest.mark.parametrize(
    ("labels", "words"),
    [
        ({"id": FACT}, "t.name has no label"),
        ({"id": FACT, "name": FACT, "age": FACT}, "t has no column age"),
        ({"id": FACT, "name": SECRET}, "deleted whole or not at all"),
    ],
)
def test_the_rule_sees_what_is_wrong(labels, words):
    assert words in " ".join(faults_of("t", {"id", "name"}, labels))


def test_what_is_cleared_can_be_empty():
    for model in MODELS.values():
        for name, label in model.__privacy__.items():
            if label.erased == "cleared":
                assert model.__table__.columns[name].nullable, f"{model.__tablename__}.{name}"


@pytest.mark.parametrize("name", ["password_hash", "token_sha256", "words_hash", "join_token"])
def test_what_opens_a_door_is_a_secret(name):
    labels = [model.__privacy__[name] for model in MODELS.values() if name in model.__privacy__]
    assert labels
    assert {label.kind for label in labels} == {"secret"}


def test_who_a_person_is_does_not_outlast_them():
    for name in ("name", "login", "email", "password_hash"):
        assert User.__privacy__[name].erased in {"cleared", "replaced"}


@pytest.mark.parametrize(
    "wrong", [("private", True, "kept"), ("none", True, "lost"), ("secret", True, "cleared")]
)
def test_a_label_that_is_none_of_ours_is_refused(wrong):
    with pytest.raises(ValueError, match=r"label|secret"):
        Privacy(*wrong)
