"""The folder: orders come in ``in/``, results go out to ``out/`` under the same name.

The layout of the records is that of the product's addon ``gotgan_treasury`` (its DESCRIPTION.md),
read here by positions of its own.
"""

import time
from hashlib import sha256
from pathlib import Path

WIDTH, END, CODES = 200, b"\r\n", {
    "done": b"00", "pending": b"10", "rejected": b"20", "returned": b"30", "absent": b"80",
    "void": b"90",
}
# What was lost inside the bank is not spoken of as refused: it may still arrive.
NOTHING = {"status": "absent"}


class FileDoor:
    """Looks into ``in/``; a file that does not agree with itself is moved to ``bad/``."""

    def __init__(self, desk, lock, folder):
        self.desk, self.lock = desk, lock
        self.inbox, self.outbox, self.bad, self.done = (
            Path(folder) / name for name in ("in", "out", "bad", "done")
        )
        for one in (self.inbox, self.outbox, self.bad, self.done):
            one.mkdir(parents=True, exist_ok=True)

    def watch(self, every, stop):
        while not stop.wait(every):
            self.look()

    def look(self):
        """Answer every file once."""
        for path in sorted(self.inbox.glob("*.dat")):
            with self.lock:
                self._take(path)

    def _take(self, path):
        data = path.read_bytes()
        try:
            records = split(data)
        except ValueError:
            path.rename(self.bad / path.name)
            return
        head, lines = records[0], records[1:-1]
        lines = pair(lines)
        client, account = cut(head, 7, 20), cut(head, 27, 20)
        items = [read_line(line, word) for line, word in lines]
        if head[5:7] == b"IQ":
            said = self.desk.inquire(client, items)
        else:
            said = self.desk.transfer(client, account, items)
        results = {one["key"]: one for one in said}
        answer = b"".join([
            head[:5] + b"RS" + head[7:] + END,
            *(answer_line(line, results.get(item["key"], NOTHING)) + END
              for (line, _word), item in zip(lines, items, strict=True)),
        ])
        tail = records[-1][:26] + sha256(answer).hexdigest().encode() + records[-1][90:]
        part = self.outbox / f"{path.name}.{time.time_ns()}.part"
        part.write_bytes(answer + tail + END)
        part.rename(self.outbox / path.name)
        path.rename(self.done / path.name)


def split(data):
    """Return the records of a file whose count, total and fingerprint agree."""
    records = data.removesuffix(END).split(END)
    if not data.endswith(END) or len(records) < 2 or {len(one) for one in records} != {WIDTH}:
        raise ValueError("records")
    tail, lines = records[-1], [line for line, _word in pair(records[1:-1])]
    body = data[:-(WIDTH + len(END))]
    fits = (
        records[0][:5] == b"HGG02" and tail[:1] == b"T" and int(tail[1:8]) == len(lines)
        and int(tail[8:26]) == sum(int(one[95:110]) for one in lines)
        and tail[26:90].decode() == sha256(body).hexdigest()
    )
    if not fits:
        raise ValueError("totals")
    return records


def pair(records):
    """Return (order ``D``, signature ``S`` of the same place or None) in the order of the file."""
    pairs = []
    for one in records:
        if one[:1] == b"D":
            pairs.append((one, None))
        elif one[:1] == b"S" and pairs and not pairs[-1][1] and one[1:8] == pairs[-1][0][1:8]:
            pairs[-1] = (pairs[-1][0], one)
        else:
            raise ValueError("records")
    return pairs


def cut(record, start, width):
    return record[start:start + width].decode("cp949").rstrip()


def read_line(line, word):
    said = {
        "key": cut(line, 8, 24), "bank": cut(line, 32, 3), "number": cut(line, 35, 20),
        "holder": cut(line, 55, 40), "amount": int(line[95:110]), "valid_until": cut(line, 110, 14),
    }
    if not word:
        return said
    return {
        **said, "order": cut(word, 8, 24), "date": cut(word, 32, 8), "officer": cut(word, 40, 24),
        "signature": cut(word, 64, 86),
    }


def answer_line(line, said):
    reference = str(said.get("reference") or "").encode("cp949")[:20].ljust(20)
    reason = str(said.get("reason") or "").encode("cp949")[:40].ljust(40)
    return line[:124] + CODES[said["status"]] + reference + reason + line[186:]
