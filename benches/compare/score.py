"""The sum that pgap does, as a script would do it: cells, overall scores and
the gap of every file of answers, with PyYAML and its C parser.

    python3 score.py QUESTIONNAIRE JOBS ANSWERS...

An argument of ANSWERS is a file or a folder. It checks next to nothing: that
is the point of comparison, not a fault.
"""

import sys
from multiprocessing import Pool
from pathlib import Path

import yaml


def load(path):
    with open(path, encoding="utf-8") as file:
        return yaml.load(file, Loader=yaml.CSafeLoader)


def level(answer):
    """A level, "out" where the question does not apply, or None."""
    if isinstance(answer, dict):
        return "out" if "not_applicable" in answer else answer.get("level")
    return answer if isinstance(answer, int) else None


def cell(questions, answers):
    """Score (or None), answered weight, applicable weight."""
    points = answered = applicable = count = 0
    for question in questions:
        weight = question.get("weight", 1)
        found = level(answers.get(question["id"]))
        if found == "out":
            continue
        applicable += weight
        if found is not None:
            answered += weight
            count += 1
            points += weight * 25 * (found - 1)
    enough = 100 * answered >= 60 * applicable and count >= min(2, len(questions))
    return (points / answered if answered and enough else None), answered, applicable


def cells(dimensions, answers):
    """Per dimension that counts: its weight, and both of its cells."""
    for dimension in dimensions:
        if not dimension.get("apart"):
            lenses = {"prevention": [], "resolution": []}
            for question in dimension["questions"]:
                lenses[question["lens"]].append(question)
            yield dimension.get("weight", 1), [cell(lens, answers) for lens in lenses.values()]


def overall(dimensions, answers):
    """Prevention, resolution and gap, or None where too little is known."""
    eligible = paired = prevention = resolution = 0
    for weight, (p, r) in cells(dimensions, answers):
        if p[2] and r[2]:
            eligible += weight
            if p[0] is not None and r[0] is not None:
                paired += weight
                prevention += weight * p[0]
                resolution += weight * r[0]
    if not paired or 100 * paired < 60 * eligible:
        return None
    prevention, resolution = prevention / paired, resolution / paired
    return prevention, resolution, resolution - prevention


def line(path):
    answers = load(path)
    found = overall(DIMENSIONS, answers["answers"])
    figures = "\t".join(f"{figure:.6f}" for figure in found) if found else "-"
    return f"{answers['organisation']}\t{figures}"


def files(paths):
    for path in map(Path, paths):
        yield from sorted(path.glob("*.yaml")) if path.is_dir() else [path]


DIMENSIONS = load(sys.argv[1])["dimensions"]
if __name__ == "__main__":
    jobs, paths = int(sys.argv[2]), list(files(sys.argv[3:]))
    if jobs == 1:
        lines = map(line, paths)
    else:
        lines = Pool(jobs).imap(line, paths, chunksize=100)
    sys.stdout.writelines(f"{text}\n" for text in lines)
