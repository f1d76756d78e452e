"""`make kill-rounds`: many rounds for each process, by hand, with a line for each."""

import sys
from statistics import median

from tests.embedded.rounds import TARGETS, Outcome, kill_round
from tests.embedded.stack import running_stack


def main(rounds: int) -> int:
    """1 when anything that was acknowledged is gone."""
    outcomes: dict[str, list[Outcome]] = {target: [] for target in TARGETS}
    with running_stack() as stack:
        for number in range(1, rounds + 1):
            for target in TARGETS:
                outcome = kill_round(stack, target)
                outcomes[target].append(outcome)
                tell(f"{number:3} {target:9} {outcome}")
    for target, seen in outcomes.items():
        seconds = sorted(outcome.seconds for outcome in seen)
        tell(
            f"{target:9} {len(seen)} rounds, serving after {median(seconds):.1f} s "
            f"(slowest {seconds[-1]:.1f}), {sum(outcome.acknowledged for outcome in seen)} writes "
            f"acknowledged, {sum(outcome.lost for outcome in seen)} lost"
        )
    return int(any(outcome.lost for seen in outcomes.values() for outcome in seen))


def tell(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))
