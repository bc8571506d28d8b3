"""Makes the schedules: what is to be sent, what goes wrong, and when the client dies.

A schedule is a plain dictionary, so that a story can be printed and repeated. Each of its runs
starts the client once; the last run has neither faults nor an end, and asks again for whatever is
unconfirmed.
"""

import random
import time

import ends

SEND = ("POST", "/messages/v4/send")
LIST = ("GET", "/messages/v4/list")
CREATE = ("POST", "/messages/v4/groups")
FIND = ("GET", "/messages/v4/groups")
ADD = ("PUT", "/messages/v4/groups/{id}/messages")
ROWS = ("GET", "/messages/v4/groups/{id}/messages")
GET = ("GET", "/messages/v4/groups/{id}")
DELETE = ("DELETE", "/messages/v4/groups/{id}")
RELEASE = ("POST", "/messages/v4/groups/{id}/send")
SCHEDULE = ("POST", "/messages/v4/groups/{id}/schedule")
UNSCHEDULE = ("DELETE", "/messages/v4/groups/{id}/schedule")
STORE = ("POST", "/storage/v1/files")

# What the client waits for an answer, and what is longer than that.
TIME_LIMIT = 250
LATE = 400

# What comes late from a client that has died, within the time that another one looks for it; and
# when all that is over.
LATE_AFTER_DEATH = 240
AFTER_LATE = 700

# How long a run with faults may take: a fault that never ends keeps a job from its end.
RUN_LIMIT = 1800
LAST_RUN_LIMIT = 60000

SETTLE = 450
RETRY = 10

# How late the service usually shows a group and what was done to it, in seconds.
USUAL_LAG = 0.05

# What can go wrong with any request. Each of the first kinds leaves the client without an answer.
LOST = [
    {"kind": "reset_before"},
    {"kind": "reset_after"},
    {"kind": "truncated"},
    {"kind": "empty"},
    {"kind": "not_json"},
    {"kind": "wrong_type"},
    {"kind": "hang_before"},
    {"kind": "hang_after"},
    {"kind": "slow", "delay_ms": LATE},
    {"kind": "slow_before", "delay_ms": LATE},
    {"kind": "status", "status": 500},
    {"kind": "status", "status": 503},
    {"kind": "status", "status": 408},
]
REFUSED = [
    {"kind": "status", "status": 429},
    {"kind": "status", "status": 400},
    {"kind": "status", "status": 401},
    {"kind": "status", "status": 402},
    {"kind": "status", "status": 403},
    {"kind": "status", "status": 404},
    {"kind": "status", "status": 409},
]
SLOW_REFUSED = {"kind": "status", "status": 429, "retry_after": 1}

# What something on the way says in the service's place, after the request was carried out.
FOREIGN = [{"kind": "foreign", "status": status, "body": body}
           for status in (401, 403, 407, 408, 429, 451, 500, 502, 503, 504)
           for body in ("<html>Blocked</html>", "", '{"message":"Forbidden"}')]
TWICE = {"kind": "twice"}
WRONG_GROUP = {"kind": "wrong_group"}

# The requests that sending makes, and those that settle what became of them.
SINGLE_STEPS = [SEND, LIST]
GROUP_STEPS = [CREATE, FIND, ADD, ROWS, GET, DELETE, RELEASE]
FOLLOW_STEPS = [GET, LIST]
SCHEDULE_STEPS = [CREATE, ADD, GET, SCHEDULE, UNSCHEDULE]

# What changes something, and is harmless if the network does it twice: nothing but the service
# itself could keep a single message from going out twice. And what tells about one group.
CHANGES = [CREATE, ADD, DELETE, RELEASE, SCHEDULE, UNSCHEDULE]
ABOUT_A_GROUP = [ROWS, GET, DELETE, RELEASE, SCHEDULE, UNSCHEDULE]

# How a question comes about that is asked only after something was lost.
PROVOKED = {LIST: SEND, FIND: CREATE, ROWS: ADD, GET: RELEASE}


# What stands for the values in a text, and what they may be: short and long, with whatever could
# be taken for something else.
FIELD = "#{값}"
VALUES = ["30,000원", "", "\"따옴표\"", "줄\n바꿈", "\\", FIELD, "긴" * 60, "a" * 300]


# How many changes of its files it takes until such a job is in the archive, and has come to its end
# where that does not take many looks.
MOMENTS = {"single": 14, "refused": 12, "list": 26, "discard": 16, "changed": 34, "again": 38}


def next_day():
    return int(time.time()) // 60 * 60 + 86400


def new_numbers(rng, count):
    """Most of them get what is sent to them."""
    numbers = []
    for _ in range(count):
        draw = rng.random()
        end = None if draw > 0.25 else ends.STUCK if draw < 0.01 else ends.LATE if draw < 0.03 \
            else rng.choice(ends.FAILING)
        numbers.append(ends.new_number(rng, end))
    return numbers


def new_job(seed, index, numbers, values=(), **changes):
    """@values are put into the text, one for each number; without any, all get the same. @picture is
    which one goes with it, 0 for none. @replaces is the text of the one that it takes the place of,
    once that is scheduled."""
    text = f"시험 {seed} {index}" + (f" {FIELD}" if values else "")
    texts = [text.replace(FIELD, value) for value in values] or [text] * len(numbers)
    return {"picture": 0, "text": text, "values": list(values), "texts": texts, "to": numbers,
            "scheduled": 0, "replaces": None, "action": "send", "undo": 0, "after": 0, "twice": False,
            "again": False, "stuck": ends.count_stuck(numbers), **changes}


def new_again(job):
    """What the person sends once more to those whom it did not reach; they are known before, as
    their numbers tell how it ends."""
    rows = list(ends.failed_rows(job))
    values = [job["values"][row] for row in rows] if job["values"] else []
    return {**job, "to": [job["to"][row] for row in rows], "values": values,
            "texts": [job["texts"][row] for row in rows], "stuck": 0, "scheduled": 0,
            "replaces": None, "action": "send", "undo": 0, "after": 0, "twice": False, "again": True}


def new_fault(step, fault, **changes):
    method, path = step
    return {"method": method, "path": path, "times": 1, **fault, **changes}


def new_run(faults=(), kill=None, action=None, down=(0, 0), die_at=0):
    """@action is what the person does with all jobs in this run, in place of what was planned. From
    the first to the second millisecond of @down the service refuses to be connected to. @die_at is
    the change of a file in the middle of which the client dies, counted from 1."""
    return {"faults": list(faults), "kill": kill, "action": action, "down": list(down),
            "die_at": die_at}


def new_schedule(seed, jobs, runs, **options):
    return {"seed": seed, "jobs": jobs, "runs": runs, "list_lag": 0, "group_list_lag": 0,
            "group_lag": USUAL_LAG, "chunk_rows": 3, "may_read": True, "options": {}, **options}


def describe(schedule):
    """Tells the story of a schedule, a line each."""
    yield (f"seed {schedule['seed']}: chunks of {schedule['chunk_rows']}, lists lag "
           f"{schedule['list_lag']} s and {schedule['group_list_lag']} s, groups "
           f"{schedule['group_lag']} s, "
           f"{'may' if schedule['may_read'] else 'may not'} read, {schedule['options']}")
    for job in schedule["jobs"]:
        yield f"  job {job}"
    for run in schedule["runs"]:
        yield (f"  run until {run['kill'] or 'done'}"
               f"{' to ' + run['action'] if run['action'] else ''}, down {run['down']}"
               f"{', dies at change ' + str(run['die_at']) if run['die_at'] else ''}")
        for fault in run["faults"]:
            yield f"    fault {fault}"


def job_for(seed, step):
    """A job that comes by a step."""
    if step in SINGLE_STEPS:
        return new_job(seed, 0, ["01012345671"], ["1만"])
    # The last number makes four, and so two chunks; the third comes twice.
    numbers = ["01012345671", "01012345672", "01012345673", "01012345673"]
    changes = {}
    if step == DELETE:
        changes = {"action": "discard"}
    elif step == SCHEDULE:
        changes = {"scheduled": next_day()}
    elif step == UNSCHEDULE:
        changes = {"scheduled": next_day(), "action": "unschedule"}
    return new_job(seed, 0, numbers, ["1만", "2만", "긴" * 60, ""], **changes)


def changed_jobs(seed, scheduled):
    """A job that is scheduled, and the one that the person makes of it."""
    numbers = ["01012345671", "01012345672", "01012345673"]
    first = new_job(seed, 0, numbers, scheduled=next_day())
    return [first, new_job(seed, 1, numbers[1:] + ["01012345674"], scheduled=scheduled,
                           replaces=first["text"])]


def jobs_for(seed, step):
    """Storing a picture comes first of a group, and last before a single message."""
    if step != STORE:
        return [job_for(seed, step)]
    return [new_job(seed, 0, ["01012345671", "01012345672", "01012345673"], picture=1),
            new_job(seed, 1, ["01012345674"], picture=2)]


def provocations(step):
    """What must have been lost for a step to come about."""
    if step in PROVOKED:
        return [new_fault(PROVOKED[step], {"kind": "reset_after"})]
    return []


def faults_at(step):
    """Every fault at one step, once and for good."""
    for number, fault in enumerate(LOST + REFUSED + [SLOW_REFUSED]):
        for times in (1, 0):
            seed = f"{step[0]}:{step[1]}:{number}:{times}"
            faults = provocations(step) + [new_fault(step, fault, times=times)]
            yield new_schedule(seed, jobs_for(seed, step), [new_run(faults)])


def foreign_at(number, step):
    """Somebody else answers, or the request comes twice, or the answer is to another one. Each step
    has its own third of what somebody else may say."""
    faults = FOREIGN[number % 3::3]
    if step in CHANGES:
        faults.append(TWICE)
    if step in ABOUT_A_GROUP:
        faults.append(WRONG_GROUP)
    for number, fault in enumerate(faults):
        seed = f"{step[0]}:{step[1]}:{number}:foreign"
        faults = provocations(step) + [new_fault(step, fault)]
        yield new_schedule(seed, jobs_for(seed, step), [new_run(faults)])


def down_at(step):
    """The service is not there for a while."""
    for begin in (0, 40, 100):
        seed = f"{step[0]}:{step[1]}:{begin}:down"
        yield new_schedule(seed, jobs_for(seed, step), [new_run(down=(begin, begin + 200))])


def deaths_at(step):
    """The client dies before the request is carried out, after it, and after its answer."""
    for kind in ("hang_before", "hang_after", "answered"):
        seed = f"{step[0]}:{step[1]}:{kind}:kill"
        faults = provocations(step)
        if kind != "answered":
            faults.append(new_fault(step, {"kind": kind}))
        yield new_schedule(seed, jobs_for(seed, step), [new_run(faults, {"at": list(step)})])


def lags():
    """Nothing is wrong; the service only shows late what was done."""
    for lag in (0, USUAL_LAG, 0.15):
        for step in (CREATE, SCHEDULE, UNSCHEDULE, DELETE, STORE):
            seed = f"{step[0]}:{step[1]}:lag:{lag}"
            yield new_schedule(seed, jobs_for(seed, step), [new_run()], group_lag=lag)


def blind_at(step):
    """Without the permission to read, nothing can be settled."""
    for number, fault in enumerate(LOST):
        seed = f"{step[0]}:{step[1]}:{number}:blind"
        yield new_schedule(seed, jobs_for(seed, step), [new_run([new_fault(step, fault)])],
                           may_read=False)


def pairs_at(step):
    """What was lost may still come, after the next try was lost or refused."""
    for first in ("reset_after", "slow", "slow_before", "hang_before"):
        for number, second in enumerate(LOST + REFUSED):
            seed = f"{step[0]}:{step[1]}:{first}:{number}"
            faults = [new_fault(step, {"kind": first, "delay_ms": LATE}), new_fault(step, second)]
            yield new_schedule(seed, jobs_for(seed, step), [new_run(faults)])


def late_at(step):
    """The client dies, and what it asked for comes when it is there again, early or late."""
    fault = {"kind": "slow_before", "delay_ms": LATE_AFTER_DEATH}
    for action in ("send", "discard", "cancel", "leave"):
        for after in (0, AFTER_LATE):
            seed = f"{step[0]}:{step[1]}:late:{action}:{after}"
            job = job_for(seed, step) | {"after": after if step != UNSCHEDULE else 0}
            runs = [new_run([new_fault(step, fault)], {"at": list(step)}), new_run(action=action)]
            yield new_schedule(seed, [job], runs)


def changes():
    """A scheduled job is changed: never both go out, and never neither."""
    for scheduled in (next_day() + 3600, 0):
        when = "later" if scheduled else "now"
        for step in (UNSCHEDULE, SCHEDULE if scheduled else RELEASE, GET, ADD):
            for number, fault in enumerate(LOST + REFUSED):
                seed = f"{step[0]}:{step[1]}:{number}:change:{when}"
                # The second one is that of the other job.
                times = 2 if step == SCHEDULE else 1
                yield new_schedule(seed, changed_jobs(seed, scheduled),
                                   [new_run([new_fault(step, fault, times=times)])])
            for times in (1, 2):
                for kind in ("hang_before", "hang_after", "answered"):
                    seed = f"{step[0]}:{step[1]}:{kind}:{times}:change:{when}:kill"
                    faults = [] if kind == "answered" else [new_fault(step, {"kind": kind})]
                    yield new_schedule(seed, changed_jobs(seed, scheduled),
                                       [new_run(faults, {"at": list(step), "times": times})])


def followed_job(seed, scheduled=0, picture=0):
    """One that is in part at its end soon: some get it, late or at once, and some do not; the last
    is there twice, and nobody tells of the last but two."""
    numbers = ["01012345671", "01012343059", "01012340002", "01012340001", "01012340000",
               "01012345672", "01012345671"]
    return new_job(seed, 0, numbers, scheduled=scheduled, picture=picture)


def again_jobs(seed, n_failing):
    """A job that does not reach so many of its recipients, and what is sent again to them."""
    numbers = ["01012345671"] + [f"0101234{end}" for end in ends.FAILING[:n_failing]] + ["01012345672"]
    job = new_job(seed, 0, numbers, [f"{row}번" for row in range(len(numbers))])
    return [job, new_again(job)]


def follow():
    """What goes wrong after it went out."""
    for step in FOLLOW_STEPS:
        for number, fault in enumerate(LOST + REFUSED + [SLOW_REFUSED] + FOREIGN[::4]):
            for times in (1, 3):
                seed = f"{step[0]}:{step[1]}:{number}:{times}:follow"
                yield new_schedule(seed, [followed_job(seed)],
                                   [new_run([new_fault(step, fault, times=times)])])
        for times in (1, 2):
            for kind in ("hang_before", "hang_after", "answered"):
                seed = f"{step[0]}:{step[1]}:{kind}:{times}:follow:kill"
                faults = [] if kind == "answered" else [new_fault(step, {"kind": kind})]
                yield new_schedule(seed, [followed_job(seed)],
                                   [new_run(faults, {"at": list(step), "times": times})])
    for lag in (USUAL_LAG, 0.15, 0.3):
        seed = f"follow:lag:{lag}"
        yield new_schedule(seed, [followed_job(seed)], [new_run()], group_lag=lag, list_lag=lag)


def again():
    """What goes wrong with what is sent again: it alone is a single message, or both are lists."""
    for number, fault in enumerate(LOST + REFUSED):
        seed = f"again:{number}:single"
        yield new_schedule(seed, again_jobs(seed, 1), [new_run([new_fault(SEND, fault)])])
        for step in (CREATE, ADD, RELEASE):
            seed = f"again:{number}:{step[0]}:{step[1]}"
            yield new_schedule(seed, again_jobs(seed, 2),
                               [new_run([new_fault(step, fault, times=2)])])
    for step in (CREATE, ADD, RELEASE):
        for kind in ("hang_before", "hang_after", "answered"):
            seed = f"again:{step[0]}:{step[1]}:{kind}:kill"
            faults = [] if kind == "answered" else [new_fault(step, {"kind": kind}, times=1)]
            yield new_schedule(seed, again_jobs(seed, 2),
                               [new_run(faults, {"at": list(step), "times": 2})])


def moments():
    """The client dies at each change of its files in turn, while it sends, hands over, and follows;
    and, where most happens, again at the next one after it was started anew."""
    kinds = {
        "single": lambda seed: [new_job(seed, 0, ["01012345671"])],
        "refused": lambda seed: [new_job(seed, 0, ["010123", "010124"])],
        "list": lambda seed: [followed_job(seed, picture=1)],
        "discard": lambda seed: [job_for(seed, DELETE)],
        "changed": lambda seed: changed_jobs(seed, 0),
        "again": lambda seed: again_jobs(seed, 2),
    }
    for name, jobs in kinds.items():
        for moment in range(1, MOMENTS[name] + 1):
            for others in ([], [1, 1]) if name == "list" else ([],):
                seed = f"moment:{name}:{moment}:{len(others)}"
                yield new_schedule(seed, jobs(seed),
                                   [new_run(die_at=change) for change in [moment] + others])


def systematic():
    """Yields a schedule for every step and every fault, and for a death at every step."""
    for step in SINGLE_STEPS + GROUP_STEPS + [SCHEDULE, UNSCHEDULE, STORE]:
        yield from faults_at(step)
        yield from deaths_at(step)
    for number, step in enumerate([SEND] + CHANGES):
        yield from foreign_at(number, step)
    yield new_schedule("wrong-group", [job_for("wrong-group", GET)],
                       [new_run([new_fault(GET, WRONG_GROUP, times=4)])])
    for step in (SEND, RELEASE, SCHEDULE, UNSCHEDULE, DELETE, STORE):
        yield from down_at(step)
    yield from lags()
    for step in (SEND, CREATE, ADD, RELEASE, SCHEDULE, UNSCHEDULE):
        yield from blind_at(step)
        yield from pairs_at(step)
        yield from late_at(step)
    yield from changes()
    yield from follow()
    yield from again()
    yield from moments()


def random_change(rng, seed, index, job):
    """What the person makes of a job once it is scheduled."""
    numbers = [number for number in job["to"] if rng.random() < 0.8] or job["to"]
    scheduled = rng.choice([0, next_day(), next_day() + 3600])
    return new_job(seed, index, numbers, scheduled=scheduled, replaces=job["text"])


def random_job(rng, seed, index):
    numbers = new_numbers(rng, rng.choice([1, 1, 1, 2, 3, 4, 5, 6, 7]))
    changes = {"twice": rng.random() < 0.2}
    if rng.random() < 0.15:
        numbers[rng.randrange(len(numbers))] = "010123"
    if rng.random() < 0.25:
        numbers.append(rng.choice(numbers))
    if rng.random() < 0.2:
        changes["scheduled"] = next_day()
    if rng.random() < 0.25:
        changes["picture"] = rng.choice([1, 2])
    if rng.random() < 0.08:
        changes["undo"] = 1
    draw = rng.random()
    if draw < 0.08:
        changes |= {"action": "discard", "after": rng.choice([0, 0, rng.randrange(0, 500)])}
    elif draw < 0.2:
        changes |= {"action": "cancel", "after": rng.randrange(0, 300)}
    elif "scheduled" in changes and draw < 0.6:
        changes |= {"action": "unschedule", "after": rng.randrange(0, 200)}
    values = [rng.choice(VALUES) for _ in numbers] if rng.random() < 0.5 else []
    return new_job(seed, index, numbers, values, **changes)


def random_fault(rng, jobs):
    steps = []
    for job in jobs:
        if job["scheduled"]:
            steps += SCHEDULE_STEPS
        else:
            steps += GROUP_STEPS if len(job["to"]) > 1 else SINGLE_STEPS
        steps += FOLLOW_STEPS
        if job["picture"]:
            steps += [STORE] * 3
    # The requests that send are the ones that matter most.
    steps += [step for step in (SEND, ADD, RELEASE, SCHEDULE) if step in steps] * 2
    step = rng.choice(steps)
    draw = rng.random()
    if draw < 0.6:
        fault = rng.choice(LOST)
    elif draw < 0.8:
        fault = rng.choice(FOREIGN)
    elif draw < 0.85:
        odd = [TWICE] * (step in CHANGES) + [WRONG_GROUP] * (step in ABOUT_A_GROUP)
        fault = rng.choice(odd or LOST)
    else:
        fault = rng.choice(REFUSED) if draw < 0.99 else SLOW_REFUSED
    return new_fault(step, fault, times=rng.choice([1, 1, 1, 1, 2, 3, 0]))


def random_faults(rng, jobs, count):
    """Several faults often meet at one step: the first is lost, and the next decides."""
    faults = [random_fault(rng, jobs) for _ in range(count)]
    if faults and rng.random() < 0.3:
        step = (faults[0]["method"], faults[0]["path"])
        faults.append(new_fault(step, rng.choice(LOST + FOREIGN + REFUSED)))
    return faults


def random_kill(rng):
    if rng.random() < 0.5:
        return {"after": rng.randrange(10, 500)}
    return {"requests": rng.randrange(1, 12)}


def random_down(rng):
    if rng.random() < 0.85:
        return 0, 0
    begin = rng.randrange(0, 200)
    return begin, begin + rng.randrange(20, 300)


def random_death(rng, run):
    """The client is killed from outside, or dies in the middle of changing one of its files."""
    if rng.random() < 0.3:
        return {**run, "die_at": rng.randrange(1, 40)}
    return {**run, "kill": random_kill(rng)}


def random_again(rng, jobs):
    """What is sent once more; not in place of what is changed, which may not be known in time, and
    not so late that nobody waits for its end."""
    replaced = {job["replaces"] for job in jobs}
    for job in jobs:
        again = new_again(job)
        if job["text"] not in replaced and again["to"] and rng.random() < 0.6 \
                and not any(ends.is_stuck(number) for number in again["to"]):
            yield again


def random_schedule(seed):
    """Makes the schedule that belongs to a seed."""
    rng = random.Random(seed)
    jobs = [random_job(rng, seed, index) for index in range(rng.choice([1, 1, 2, 3]))]
    jobs += [random_change(rng, seed, index + len(jobs), job) for index, job in enumerate(jobs)
             if job["scheduled"] and job["action"] == "send" and rng.random() < 0.7]
    jobs += list(random_again(rng, jobs))
    runs = []
    for _ in range(rng.choice([0, 0, 1, 1, 2, 3])):
        faults = random_faults(rng, jobs, rng.choice([0, 1, 2]))
        action = rng.choice(["discard", "leave"]) if rng.random() < 0.2 else None
        runs.append(random_death(rng, new_run(faults, action=action, down=random_down(rng))))
    faults = random_faults(rng, jobs, rng.choice([0, 1, 1, 2]))
    runs.append(new_run(faults, down=random_down(rng)))
    options = {name: True for name in ("shuffle_lists", "omit_next_key", "mixed_booleans")
               if rng.random() < 0.3}
    options["send_failure_form"] = rng.choice(["status400", "status200", "failed_to_add"])
    return new_schedule(
        seed, jobs, runs, options=options,
        list_lag=rng.choice([0, 0, 0.05, 0.1, 2]),
        group_list_lag=rng.choice([0, 0, 0, 0.05, 2]),
        group_lag=rng.choice([0, USUAL_LAG, USUAL_LAG, 0.15]),
        chunk_rows=rng.choice([1, 2, 3, 10000]),
        may_read=rng.random() > 0.05)
