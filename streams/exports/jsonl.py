"""JSON lines: one object a line, UTF-8, as contracts.md section 5 has it."""

from typing import BinaryIO

import msgspec

from streams.exports.content import Content

__all__ = ["write_jsonl"]


def write_jsonl(content: Content, out: BinaryIO) -> None:
    """Write the rows, one a line; constant memory."""
    encode = msgspec.json.Encoder().encode
    out.writelines(encode(row) + b"\n" for row in content.rows())
