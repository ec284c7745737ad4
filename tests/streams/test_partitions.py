"""The table spreads the municipalities, the large ones alone, and never changes by itself."""

from streams import partitions


def test_the_large_ones_stand_alone() -> None:
    """No other code of four digits shares a partition with Amsterdam, Rotterdam, Den Haag or Utrecht."""
    alone = set(partitions.ALONE.values())
    assert len(alone) == len(partitions.ALONE) == 4
    for number in range(10_000):
        code = f"{number:04}"
        assert (partitions.partition_of(code) in alone) == (code in partitions.ALONE)


def test_the_others_are_spread_over_all_that_is_left() -> None:
    """Codes go in about equal parts to the shared partitions."""
    counts = dict.fromkeys(range(4, partitions.COUNT), 0)
    codes = [f"{number:04}" for number in range(1, 2000) if f"{number:04}" not in partitions.ALONE]
    for code in codes:
        counts[partitions.partition_of(code)] += 1
    assert min(counts.values()) > 0.8 * len(codes) / len(counts)


def test_the_table_is_fixed() -> None:
    """These places were published; a change here loses the order of a municipality's events."""
    known = {"0363": 0, "0599": 1, "0518": 2, "0344": 3, "0772": 7, "0505": 6, "0014": 4}
    assert {code: partitions.partition_of(code) for code in known} == known


def test_the_published_words_say_what_the_function_does() -> None:
    """Another program can compute the table from what the topic says."""
    table = partitions.published()
    assert table.count == partitions.COUNT
    assert table.alone == partitions.ALONE
    assert table.others == "4 + first 8 bytes of SHA-256(code), big-endian, mod 4"
