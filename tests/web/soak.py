"""To hold a server to what it promises under load: no failure, no growth, whatever it is asked for.

python tests/web/soak.py [--seconds 60] [--connections 50]     needs wrk; scripts/soak pages runs it
"""

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from memcon.show.made import sample
from memcon.show.make import Work, make_record

GROWTH = 0.1
"""The share by which memory may grow between the first quarter of the time and the end."""
REFUSED = [
    ("GET", "/nowhere", ""),
    ("GET", "/static/..%2f..%2fapp.py", ""),
    ("GET", "/relationship?page=-1&year=%00&order=%27;DROP", ""),
    ("GET", f"/{'a' * 5000}", ""),
    ("DELETE", "/", ""),
    ("POST", "/decide", "do=reject+all&why=x"),
    ("POST", "/decide", "why=" + "a" * 70_000),
]
"""What has to be refused, and is asked for among the pages."""
SCRIPT = """
local asked = %s
local threads, at = {}, 0
failed = 0
setup = function(thread) table.insert(threads, thread) end
init = function(args) failed = 0; at = math.random(#asked) end
request = function()
  at = at %% #asked + 1
  local one = asked[at]
  local headers = {["Content-Type"] = "application/x-www-form-urlencoded", Origin = "%s"}
  return wrk.format(one[1], one[2], headers, one[3])
end
response = function(status) if status >= 500 then failed = failed + 1 end end
done = function(summary, latency)
  local failed = 0
  for _, thread in ipairs(threads) do failed = failed + thread:get("failed") end
  local e = summary.errors
  print(string.format("TOLD %%d %%d %%d %%d %%d %%d", summary.requests, failed, e.connect, e.read, e.write, e.timeout))
end
"""
"""What wrk runs: the requests one after another; the numbers of requests, of failures, and of broken connections."""


def main() -> int:
    """Ask for as long as was said; 0 where nothing failed and memory did not grow."""
    told = argparse.ArgumentParser(description=__doc__)
    told.add_argument("--seconds", type=int, default=60)
    told.add_argument("--connections", type=int, default=50)
    asked = told.parse_args()
    if shutil.which("wrk") is None:
        print("no wrk on the PATH; install the package wrk", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as folder, served(Path(folder) / "record") as (base, pid):
        script = Path(folder) / "ask.lua"
        rows = [("GET", path, "") for path in pages(base)] + REFUSED
        asking_for = ", ".join(f"{{{', '.join(map(json.dumps, row))}}}" for row in rows)
        script.write_text(SCRIPT % (f"{{{asking_for}}}", base))
        load = [
            "wrk",
            "-t2",
            f"-c{asked.connections}",
            f"-d{asked.seconds}s",
            "--timeout",
            "30s",
            "-s",
            str(script),
            base,
        ]
        with subprocess.Popen(load, stdout=subprocess.PIPE, text=True) as asking:
            time.sleep(asked.seconds / 4)
            early = memory(pid)
            out = asking.communicate()[0]
        late = memory(pid)
    found = re.search(r"TOLD (\d+) (\d+) (\d+) (\d+) (\d+) (\d+)", out)
    assert found, out
    requests, failed, *broken = map(int, found.groups())
    asking_for = f"{len(rows)} kinds over {asked.connections} connections in {asked.seconds} s"
    print(f"{requests:,} requests of {asking_for}: {failed} failed, {sum(broken)} broken or late;")
    print(f"memory {early} MB after a quarter of the time, {late} MB at the end")
    return 0 if not failed and not sum(broken) and late <= early * (1 + GROWTH) else 1


@contextmanager
def served(record: Path) -> Iterator[tuple[str, int]]:
    """A server of the sample pile in a process of its own: its address and process id."""
    make_record(sample(), record, Work())
    command = [sys.executable, "-m", "memcon", "serve", str(record), "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env={**os.environ}) as server:
        assert server.stderr
        line = server.stderr.readline()
        found = re.match(r"(http://\S+)/ ", line)
        assert found, line
        try:
            yield found[1], server.pid
        finally:
            server.terminate()


def pages(base: str) -> list[str]:
    """A page of each kind, and some as data."""
    with urllib.request.urlopen(f"{base}/relationship.json") as told:
        events = [one["url"] for one in json.load(told)["events"][:8]]
    with urllib.request.urlopen(f"{base}/run.json") as told:
        reports = [one["url"] for one in json.load(told)["reports"][:6]]
    lists = (
        "/ /relationship/SUN-USA /promises /disagreements /statements /framing /unread /run /review /decisions".split()
    )
    return [*lists, "/search?q=reagan", "/review.json", "/static/memcon.css", *events, *reports]


def memory(pid: int) -> int:
    """The memory that a process holds, in megabytes."""
    status = Path(f"/proc/{pid}/status").read_text()
    return int(status.split("VmRSS:")[1].split()[0]) // 1024


if __name__ == "__main__":
    sys.exit(main())
