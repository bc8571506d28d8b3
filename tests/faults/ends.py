"""How the practice server lets messages end, by the last four digits of their numbers."""

# Of these the service says so, and of one nobody ever says anything.
FAILING = ["0001", "0003", "3059", "3043"]
LATE = "0002"
STUCK = "0000"

# Numbers with fewer digits are refused.
SHORT = 6


def is_refused(number):
    return len(number) <= SHORT


def is_stuck(number):
    return number.endswith(STUCK) and not is_refused(number)


def count_stuck(numbers):
    """How many messages never end; a number gets one of a job."""
    return len({number for number in numbers if is_stuck(number)})


def may_arrive(number):
    """Whether somebody got it, or may have got it."""
    return not is_refused(number) and number[-4:] not in FAILING


def new_number(rng, end=None):
    """One with that end; else all goes well with it."""
    return f"010{rng.randrange(1000, 9999)}{end or rng.randrange(5000, 9999)}"


def failed_rows(job):
    """Which rows did not arrive. What is there twice goes out once, and who got the same text by
    another row got it."""
    texts = list(zip(job["to"], job["texts"]))
    for row, number in enumerate(job["to"]):
        first = job["to"].index(number)
        if not may_arrive(number) or (first < row and texts[first] != texts[row]):
            yield row
