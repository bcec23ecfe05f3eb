#!/usr/bin/env python3
"""The bench's training and scoring in PyTorch, for readers who have it.

Same network (reference), Adam, minibatches, number of images and rows as jobs/bin/submit bench,
which can't start Python. Reads the MNIST files that the repository bundles and holds out every
tenth training image; the test files aren't read.

    python3 jobs/bench/pytorch_bench.py [--threads N] > pytorch.json

Prints a JSON object with rows, like bench.json; name is pytorch, or pytorch-channels-last.
"""

import argparse
import gzip
import json
import math
import os
import pathlib
import resource
import statistics
import subprocess
import sys
import time

DATA = pathlib.Path(__file__).resolve().parents[1] / "src/main/resources/mnist/data"
WARMUPS = 5
WARM_UP_FRACTION = 0.2
LEAST_ACCURACY = 0.9
# For glibc, as the bench has it for other libraries.
KEEP_FREED_MEMORY = {
    "MALLOC_ARENA_MAX": "1",
    "MALLOC_MMAP_THRESHOLD_": str(32 << 20),
    "MALLOC_TOP_PAD_": str(256 << 20),
    "MALLOC_TRIM_THRESHOLD_": str(8 << 30),
}


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    parser.add_argument("--repetitions", type=int, default=5)
    parser.add_argument("--train-images", type=int, default=25_600)
    parser.add_argument("--score-seconds", type=float, default=2.0)
    parser.add_argument("--learning-rate", type=float, default=0.003)
    parser.add_argument("--seed", type=int, default=42)
    # One configuration in this process; without it, each in a process of its own.
    parser.add_argument("--one", metavar="TASK,BATCH,LAYOUT", help=argparse.SUPPRESS)
    return parser.parse_args()


def read_idx(name, header_bytes):
    with gzip.open(DATA / name) as file:
        return bytearray(file.read()[header_bytes:])


def load(torch):
    """Training and validation images, float32 [n, 1, 28, 28] normalised, with their labels."""
    pixels = torch.frombuffer(read_idx("train-images-idx3-ubyte.gz", 16), dtype=torch.uint8)
    labels = torch.frombuffer(read_idx("train-labels-idx1-ubyte.gz", 8), dtype=torch.uint8).long()
    images = pixels.reshape(-1, 1, 28, 28).float() / 255
    held_out = torch.arange(len(images)) % 10 == 0
    training = images[~held_out]
    images = (images - training.mean()) / training.std()
    return images[~held_out], labels[~held_out], images[held_out], labels[held_out]


def network(torch):
    nn = torch.nn
    return nn.Sequential(
        nn.Conv2d(1, 32, 3), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(32, 64, 3), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(64, 64, 3), nn.ReLU(), nn.Flatten(),
        nn.Linear(576, 64), nn.ReLU(), nn.Linear(64, 10),
    )


def learning_rate(peak, part):
    """Rises on a line over the first fifth of a run and falls along half a cosine."""
    if part < WARM_UP_FRACTION:
        return peak * part / WARM_UP_FRACTION
    return peak * (1 + math.cos(math.pi * (part - WARM_UP_FRACTION) / (1 - WARM_UP_FRACTION))) / 2


def train(torch, net, images, labels, batch, layout, options):
    optimiser = torch.optim.Adam(net.parameters(), betas=(0.9, 0.99))
    count = min(options.train_images, len(images))
    steps = (WARMUPS + options.repetitions) * -(-count // batch)
    step = 0
    rates = []
    for repetition in range(WARMUPS + options.repetitions):
        order = torch.randperm(count)
        began = time.perf_counter()
        for start in range(0, count, batch):
            chosen = order[start:start + batch]
            minibatch = images[chosen].contiguous(memory_format=layout)
            optimiser.param_groups[0]["lr"] = learning_rate(options.learning_rate, (step + 0.5) / steps)
            step += 1
            optimiser.zero_grad(set_to_none=True)
            torch.nn.functional.cross_entropy(net(minibatch), labels[chosen]).backward()
            optimiser.step()
        rates.append(count / (time.perf_counter() - began))
    return rates[WARMUPS:]


def score(torch, net, images, batch, layout, options):
    rates = []
    batches = len(images) // batch
    with torch.inference_mode():
        for repetition in range(1 + options.repetitions):
            began = time.perf_counter()
            done = 0
            while time.perf_counter() - began < options.score_seconds:
                start = done % batches * batch
                minibatch = images[start:start + batch].contiguous(memory_format=layout)
                torch.softmax(net(minibatch), 1)
                done += 1
            rates.append(done * batch / (time.perf_counter() - began))
    return rates[1:]


def accuracy(torch, net, images, labels):
    with torch.inference_mode():
        return (net(images).argmax(1) == labels).float().mean().item()


def row(options):
    import torch

    task, batch, layout_name = options.one.split(",")
    batch = int(batch)
    layout = getattr(torch, layout_name)
    torch.manual_seed(options.seed)
    torch.set_num_threads(options.threads)
    training, labels, validation, validation_labels = load(torch)
    net = network(torch).to(memory_format=layout)
    rates = train(torch, net, training, labels, 64 if task == "score" else batch, layout, options)
    if task == "score":
        net.eval()
        rates = score(torch, net, validation, batch, layout, options)
    reached = accuracy(torch, net, validation, validation_labels)
    result = {
        "task": task,
        "name": "pytorch" + ("-channels-last" if layout_name == "channels_last" else ""),
        "images_per_s": statistics.median(rates),
        "min": min(rates),
        "max": max(rates),
        "repetitions": len(rates),
        "batch": batch,
        "threads": options.threads,
        # ru_maxrss is in KiB on Linux.
        "peak_rss_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "accuracy": reached,
        "version": torch.__version__,
    }
    if reached < LEAST_ACCURACY:
        result["failed"] = f"accuracy must be at least {LEAST_ACCURACY}, but was {reached}"
    return result


def main():
    options = arguments()
    if options.one:
        print(json.dumps(row(options)))
        return
    rows = {}
    for task in ("train", "score"):
        for layout in ("contiguous_format", "channels_last"):
            for batch in (64, 256):
                command = [sys.executable, *sys.argv, "--one", f"{task},{batch},{layout}"]
                ran = subprocess.run(
                    command, check=True, stdout=subprocess.PIPE, env={**os.environ, **KEEP_FREED_MEMORY}
                )
                measured = json.loads(ran.stdout)
                best = rows.get((task, layout))
                if best is None or measured["images_per_s"] > best["images_per_s"]:
                    rows[task, layout] = measured
    print(json.dumps({"seed": options.seed, "rows": list(rows.values())}, indent=2))


if __name__ == "__main__":
    main()
