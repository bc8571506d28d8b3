"""Judges what the client says by what the service itself recorded."""

import collections

import stores

# MunjaJobRowState
OPEN, ACCEPTED, REFUSED = range(3)

# What the service says of a message that has not ended.
ON_ITS_WAY = {"2000", "3000"}
DELIVERED = "4000"

# What a job says of all its recipients.
SENT = {"sent"}
NOT_SENT = {"preparing", "ready", "waiting", "cancelled", "failed"}
FINAL = {"sent", "cancelled", "failed"}


# What the service says no to for good.
REFUSALS = {400, 402, 404, 409}


class Verdict:
    """What was found, a line each, under doubled, lost, untrue or failed."""

    def __init__(self):
        self.doubled = []
        self.lost = []
        self.untrue = []
        self.failed = []

    def add(self, other):
        """Takes over what is not known yet: a wrong statement stays wrong in the next run."""
        self.doubled += other.doubled
        self.lost += [line for line in other.lost if line not in self.lost]
        self.untrue += [line for line in other.untrue if line not in self.untrue]
        self.failed += [line for line in other.failed if line not in self.failed]

    @property
    def lines(self):
        return ([f"doubled: {line}" for line in self.doubled]
                + [f"lost: {line}" for line in self.lost]
                + [f"untrue: {line}" for line in self.untrue]
                + [f"failed: {line}" for line in self.failed])


def row_of(message):
    """A single message does not name its row."""
    return int((message["customFields"] or {}).get("munjaRow", 0))


def own(report, messages):
    """Those messages that were sent for a job, of which another one may say the same."""
    return [message for message in messages
            if (message["customFields"] or {}).get("munjaKey") == report["key"]]


def is_of(job, message):
    """Whether a message says what the job has for its row, to the letter."""
    row = row_of(message)
    return 0 <= row < len(job["texts"]) and message["text"] == job["texts"][row]


def released_rows(messages, job):
    """Counts for each row of a job how often it went out."""
    return collections.Counter(row_of(message) for message in messages
                               if is_of(job, message) and message["released"])


def released_numbers(messages, job):
    return collections.Counter(message["to"] for message in messages
                               if is_of(job, message) and message["released"])


def repeated_numbers(schedule, job):
    """To whom the person sends the same once more."""
    return {number for other in schedule["jobs"] for number in other["to"]
            if other["again"] and other["text"] == job["text"]}


def doubles_of(schedule, job, messages):
    """Finds what went out too often by its recipient, or else by its row."""
    again = repeated_numbers(schedule, job)
    for number, count in released_numbers(messages, job).items():
        allowed = min(job["to"].count(number), 1) + (number in again)
        for _ in range(count - allowed):
            yield f"{job['text']}: {number} got {count} texts"
        if count > allowed:
            return
    for row, count in released_rows(messages, job).items():
        for _ in range(count - (2 if again else 1)):
            yield f"{job['text']}: row {row} went out {count} times"


def both_of(schedule, job, messages):
    """Finds who got a text and the one that it was changed to."""
    other = next(one for one in schedule["jobs"] if one["text"] == job["replaces"])
    before, after = released_numbers(messages, other), released_numbers(messages, job)
    for number in before & after:
        yield f"{job['text']}: {number} got it and what it replaces"


def judge_doubles(schedule, messages):
    """Finds what went out more often than it should, whoever sent it."""
    verdict = Verdict()
    for job in schedule["jobs"]:
        if not job["again"]:
            verdict.doubled += doubles_of(schedule, job, messages)
        if job["replaces"]:
            verdict.doubled += both_of(schedule, job, messages)
    return verdict


def judge_pictures(schedule, messages, files):
    """Finds what went out without its picture, or with one that it should not have."""
    verdict = Verdict()
    digests = {file["fileId"]: file["sha256"] for file in files}
    pictures = collections.defaultdict(set)
    for job in schedule["jobs"]:
        for message in messages:
            if message["text"] == job["text"] and message["released"]:
                digest = digests.get(message["imageId"])
                pictures[job["picture"]].add(digest)
                if (message["type"] == "MMS") != (digest is not None):
                    verdict.untrue.append(f"{job['text']} went out as {message['type']}")
    for picture, found in pictures.items():
        if len(found) != 1 or (picture == 0) != (None in found):
            verdict.untrue.append(f"picture {picture} went out as {found}")
    if len(set().union(*pictures.values())) != len(pictures):
        verdict.untrue.append("two pictures are one")
    return verdict


def judge_row(job, state, row, times, verdict):
    number, row_state, status = row
    where = f"{job['text']}: {number} ({state}, row state {row_state}, status {status})"
    if state in NOT_SENT and times > 0:
        verdict.untrue.append(f"{where} is said not to be sent, and was")
    elif state in SENT and row_state == ACCEPTED and times == 0:
        verdict.lost.append(f"{where} is said to be sent, and was not")
    elif state in SENT and row_state == REFUSED and times > 0:
        verdict.untrue.append(f"{where} is said to be refused, and was sent")
    elif state in SENT and row_state == OPEN:
        verdict.untrue.append(f"{where} is not said to be anything")


def judge_end(job, report, sent, verdict):
    """After a run without faults, a job that is not at its end has to be one that waits."""
    state = report["state"]
    if state in FINAL or state in SENT:
        return
    # Not even the service has it: that it was lost on the way is all that anybody can say.
    if state == "unconfirmed" and len(job["to"]) == 1 and not job["scheduled"] and sent == 0:
        return
    verdict.lost.append(f"{job['text']} stays {state}: {report.get('problem')}")


def judge_job(job, report, messages, at_end, verdict):
    """@at_end after the run without faults; all that was scheduled has gone out by then."""
    state = report["state"]
    times = released_rows(own(report, messages), job)
    if state == "scheduled":
        state = "sent" if at_end else "scheduled"
    for index, row in enumerate(report["rows"]):
        judge_row(job, state, row, times[index], verdict)
    if at_end:
        judge_end(job, {**report, "state": state}, sum(times.values()), verdict)
    if len(report["rows"]) != len(job["to"]) or report["counts"][0] != len(job["to"]):
        verdict.lost.append(f"{job['text']} has {len(report['rows'])} of {len(job['to'])} rows")


def stops(job, fault):
    """Whether a fault may end a job for good."""
    if fault["kind"] == "status":
        return fault["status"] in REFUSALS
    return bool(job["picture"]) and fault["path"].startswith("/storage/") and fault["times"] == 0


def judge_failed(schedule, job, report, verdict):
    """A job fails because the service says no, to it or to all of its numbers, and for nothing
    else."""
    faults = [fault for run in schedule["runs"] for fault in run["faults"]]
    if report["state"] != "failed" or any(stops(job, fault) for fault in faults):
        return
    if any(len(number) > 6 for number in job["to"]):
        verdict.failed.append(f"{job['text']}: {report.get('problem')}")


def judge_texts(schedule, messages, verdict):
    """What the service got is what was written, with what belongs to that row put in."""
    for message in messages:
        if not any(is_of(job, message) and message["to"] == job["to"][row_of(message)]
                   for job in schedule["jobs"]):
            verdict.untrue.append(f"{message['to']} row {row_of(message)}: {message['text']!r} "
                                  f"is not what anybody wrote")


def judge_times(schedule, messages, verdict):
    """Nothing that is scheduled goes out before its time."""
    for job in schedule["jobs"]:
        for message in messages:
            if is_of(job, message) and message["released"] \
                    and message["sent"] < job["scheduled"] * 1_000_000:
                verdict.untrue.append(f"{job['text']}: {message['to']} got it early, "
                                      f"at {message['sent']}")


def end_of(code, is_final):
    """What the archive has to say of a message by its status at the service, perhaps."""
    if code == DELIVERED:
        return stores.DELIVERED
    if code not in ON_ITS_WAY:
        return stores.FAILED
    return stores.UNKNOWN if is_final else stores.OPEN


def judge_results(job, report, messages, verdict):
    """What is said to be the end of a message is its end, and what is said to be all is all."""
    released = {row_of(message): message for message in own(report, messages)
                if message["released"]}
    for row, state in enumerate(report["results"]):
        message = released.get(row)
        expected = end_of(message["statusCode"], report["final"]) if message else stores.REFUSED
        if state != expected and (state != stores.OPEN or report["final"]):
            verdict.untrue.append(f"{job['text']}: row {row} is said to be {state}, and is "
                                  f"{message and message['statusCode']}")


def judge_price(job, report, messages, groups, verdict):
    """What a sending is said to have cost is what was taken for it, less what came back."""
    own_groups = {message["groupId"] for message in own(report, messages)}
    price = sum(group["charged"] - group["refunded"] for group in groups
                if group["groupId"] in own_groups)
    if report["final"] and report["price"] != price:
        verdict.untrue.append(f"{job['text']}: is said to have cost {report['price']}, and did "
                              f"{price}")


def judge_sending(job, report, messages, groups, at_end, verdict):
    """What is in the archive."""
    if report["place"] != "archive" or report["state"] != "sent":
        return
    judge_results(job, report, messages, verdict)
    judge_price(job, report, messages, groups, verdict)
    if at_end and not report["final"]:
        verdict.lost.append(f"{job['text']}: nobody asks any more what became of it")


def find_report(reports, job):
    return next((one for one in reports
                 if (one["text"], one["again"]) == (job["text"], job["again"])), None)


def is_worth_repeating(job, reports):
    """Whether it is known whom a job did not reach that is to be sent again."""
    first = find_report(reports, {**job, "again": False})
    return first is not None and first["state"] == "sent" and first.get("final") \
        and any(state in (stores.FAILED, stores.REFUSED) for state in first["results"])


def is_not_due(schedule, job, reports, at_end):
    """Whether a job is to replace one that was never scheduled, or just now. One that is cancelled
    was, unless the person gave it up."""
    if job["again"]:
        return not at_end or not is_worth_repeating(job, reports)
    state = next((one["state"] for one in reports if one["text"] == job["replaces"]), "scheduled")
    if state == "scheduled":
        return bool(job["replaces"]) and not at_end
    return state != "cancelled" or any(run["action"] for run in schedule["runs"])


def judge(schedule, reports, messages, groups, at_end):
    """Judges one report of the client."""
    verdict = Verdict()
    judge_texts(schedule, messages, verdict)
    judge_times(schedule, messages, verdict)
    for job in schedule["jobs"]:
        report = find_report(reports, job)
        if report is None and is_not_due(schedule, job, reports, at_end):
            continue
        if report is None:
            verdict.lost.append(f"{job['text']} is not in the outbox")
        else:
            judge_job(job, report, messages, at_end, verdict)
            judge_failed(schedule, job, report, verdict)
            judge_sending(job, report, messages, groups, at_end, verdict)
    return verdict
