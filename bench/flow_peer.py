"""OR-tools' min cost flow over the candidates of a run; prints JSON. Runs in the peers' own place.

Called as `python flow_peer.py EDGES.npz`. A mentee may stay without a mentor, at no gain.
"""

import json
import sys
import time

import numpy as np
from ortools.graph.python import min_cost_flow


def main(file: str) -> None:
    data = np.load(file)
    mentees, places = int(data["mentees"]), data["places"]
    mentors = len(places)
    began = time.perf_counter()
    flow = min_cost_flow.SimpleMinCostFlow()
    everyone = np.arange(mentees)
    sink = mentees + mentors
    ones = np.ones(len(data["mentee"]), dtype=np.int64)
    pairs = flow.add_arcs_with_capacity_and_unit_cost(
        data["mentee"], data["mentor"] + mentees, ones, -data["worth"]
    )
    flow.add_arcs_with_capacity_and_unit_cost(
        np.arange(mentors) + mentees, np.full(mentors, sink), places, np.zeros_like(places)
    )
    flow.add_arcs_with_capacity_and_unit_cost(
        everyone, np.full(mentees, sink), np.ones_like(everyone), np.zeros_like(everyone)
    )
    flow.set_nodes_supplies(everyone, np.ones_like(everyone))
    flow.set_node_supply(sink, -mentees)
    assert flow.solve() == flow.OPTIMAL
    taken = time.perf_counter() - began
    made = flow.flows(pairs) > 0
    worth = float(data["worth"][made].sum())
    print(json.dumps({"seconds": taken, "worth": worth, "pairs": int(made.sum())}))


if __name__ == "__main__":
    main(sys.argv[1])
