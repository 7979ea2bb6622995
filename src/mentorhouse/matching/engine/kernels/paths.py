"""Shortest augmenting paths over candidate pairs, for mentees who want one mentor or several.

A pair that is held gives its mentee at least the mentee's rent, one that is not held at most that
much; a place with a price is taken. Both hold after every step, so that the prices prove the pairs.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from mentorhouse.matching.engine.kernels.compiling import kernel
from mentorhouse.matching.engine.kernels.heap import (
    FAR,
    NOWHERE,
    TOUCHED,
    Heap,
    bring,
    clear,
    take_nearest,
)
from mentorhouse.matching.engine.people import Bools, Ints

Short = npt.NDArray[np.int32]
LOSS, END, WORK = 0, 1, 2


class Graph(NamedTuple):
    """The pairs that may be made, mentee by mentee, and what they are worth."""

    start: Ints
    mentee: Short
    mentor: Short
    worth: Ints


class Book(NamedTuple):
    """Who has whom, and at what price."""

    price: Ints
    room: Ints
    rent: Ints  # the least profit that each mentee has from a mentor
    has: Ints  # mentors that each mentee has, locked ones included
    fresh: Bools  # mentees who have none by this run
    held: Bools  # for each pair of the graph
    first: Ints  # where the places of each mentor begin
    slot: Short  # for each place the pair that holds it
    used: Ints
    ask: Ints  # the price at which each mentor has one more place, while there is room


class Search(NamedTuple):
    """One search: distances of mentors and, after them, of mentees; the pair each came by."""

    heap: Heap
    via: Short
    end: Ints  # the least loss so far, the node at which it stands, and pairs looked at in all
    extra: Ints
    step: int  # how much more each further place of the same mentor asks


@kernel
def join(graph: Graph, book: Book, search: Search, mentee: int) -> bool:
    """Give a mentee one more mentor if that pays; say whether it did."""
    mentors = len(book.price)
    if book.fresh[mentee]:
        book.rent[mentee] = _best(graph, book, mentee)
    search.end[LOSS] = book.rent[mentee] + search.extra[book.has[mentee]]
    search.end[END] = mentors + mentee
    if search.end[LOSS] <= 0:
        if book.fresh[mentee]:
            book.rent[mentee] = -search.extra[book.has[mentee]]
        return False
    search.via[mentors + mentee] = NOWHERE
    bring(search.heap, mentors + mentee, 0, 0)
    _walk(graph, book, search)
    _raise(book, search)
    joined = search.end[END] != mentors + mentee
    if joined:
        book.has[mentee] += 1
        _move(graph, book, search, mentee)
    clear(search.heap)
    return bool(joined)


@kernel
def _best(graph: Graph, book: Book, mentee: int) -> int:
    best = -FAR
    for edge in range(graph.start[mentee], graph.start[mentee + 1]):
        best = max(best, graph.worth[edge] - book.price[graph.mentor[edge]])
    return best


@kernel
def _walk(graph: Graph, book: Book, search: Search) -> None:
    """Grow the tree of cheapest chains until its cheapest end is certain."""
    mentors = len(book.price)
    while True:
        node = take_nearest(search.heap)
        if node == NOWHERE or search.heap.far[node] >= search.end[LOSS]:
            return
        if node < mentors:
            _look_past(graph, book, search, node)
        else:
            _look_at(graph, book, search, node - mentors)


@kernel
def _look_past(graph: Graph, book: Book, search: Search, mentor: int) -> None:
    """See who would leave a mentor, and at what loss."""
    near = search.heap.far[mentor]
    base = near - book.price[mentor]
    start = book.first[mentor]
    for place in range(start, start + book.used[mentor]):
        edge = book.slot[place]
        mentee = graph.mentee[edge]
        far = base + graph.worth[edge] - book.rent[mentee]
        node = len(book.price) + mentee
        if far < search.heap.far[node]:
            search.via[node] = edge
            bring(search.heap, node, far, near)


@kernel
def _look_at(graph: Graph, book: Book, search: Search, mentee: int) -> None:
    """See where a mentee could go instead, or what it would cost to have one mentor less."""
    node = len(book.price) + mentee
    near = search.heap.far[node]
    base = near + book.rent[mentee]
    if search.via[node] != NOWHERE:
        without = base + search.extra[book.has[mentee] - 1]
        if without < search.end[LOSS]:
            search.end[LOSS] = without
            search.end[END] = node
    search.end[WORK] += graph.start[mentee + 1] - graph.start[mentee]
    for edge in range(graph.start[mentee], graph.start[mentee + 1]):
        mentor = graph.mentor[edge]
        far = base - graph.worth[edge] + book.price[mentor]
        if far < search.end[LOSS] and far < search.heap.far[mentor] and not book.held[edge]:
            search.via[mentor] = edge
            bring(search.heap, mentor, far, near)
            if book.room[mentor] > 0:
                _end_at(book, search, mentor, far)


@kernel
def _end_at(book: Book, search: Search, mentor: int, far: int) -> None:
    """See whether a chain had better end at a mentor with room."""
    loss = far + max(book.ask[mentor] - book.price[mentor], 0)
    if loss < search.end[LOSS]:
        search.end[LOSS] = loss
        search.end[END] = mentor


@kernel
def _raise(book: Book, search: Search) -> None:
    """Raise prices and lower rents by what the chain costs beyond each."""
    mentors, loss = len(book.price), search.end[LOSS]
    for place in range(search.heap.size[TOUCHED]):
        node = search.heap.touched[place]
        more = loss - search.heap.far[node]
        if more > 0:
            if node < mentors:
                book.price[node] += more
            else:
                book.rent[node - mentors] -= more


@kernel
def _move(graph: Graph, book: Book, search: Search, first: int) -> None:
    """Move everyone along the chain, from its end back to the mentee who joins."""
    mentors = len(book.price)
    node = search.end[END]
    if node >= mentors:
        mentee = node - mentors
        book.has[mentee] -= 1
        book.fresh[mentee] = False
    else:
        book.room[node] -= 1
        book.ask[node] += search.step
        edge = search.via[node]
        _take(graph, book, edge)
        mentee = graph.mentee[edge]
    while mentee != first:
        edge = search.via[mentors + mentee]
        _leave(graph, book, edge)
        edge = search.via[graph.mentor[edge]]
        _take(graph, book, edge)
        mentee = graph.mentee[edge]
    book.fresh[first] = False


@kernel
def _take(graph: Graph, book: Book, edge: int) -> None:
    mentor = graph.mentor[edge]
    book.held[edge] = True
    book.slot[book.first[mentor] + book.used[mentor]] = edge
    book.used[mentor] += 1


@kernel
def _leave(graph: Graph, book: Book, edge: int) -> None:
    mentor = graph.mentor[edge]
    book.held[edge] = False
    book.used[mentor] -= 1
    last = book.first[mentor] + book.used[mentor]
    place = book.first[mentor]
    while book.slot[place] != edge:
        place += 1
    book.slot[place] = book.slot[last]


@kernel
def seat_the_easy(graph: Graph, book: Book) -> None:
    """Give mentees their best mentor while there is room at no price."""
    for mentee in range(len(book.rent)):
        best = _best(graph, book, mentee)
        if best <= 0:
            continue
        for edge in range(graph.start[mentee], graph.start[mentee + 1]):
            mentor = graph.mentor[edge]
            if graph.worth[edge] - book.price[mentor] == best and book.room[mentor] > 0:
                book.rent[mentee] = best
                book.room[mentor] -= 1
                book.has[mentee] += 1
                book.fresh[mentee] = False
                _take(graph, book, edge)
                break


@kernel
def join_all(graph: Graph, book: Book, search: Search, mentees: Ints, work: int) -> int:
    """Let mentees join, one after the other, until so much work is done; return how many did."""
    most = search.end[WORK] + work
    for place in range(len(mentees)):
        if search.end[WORK] >= most:
            return place
        join(graph, book, search, mentees[place])
    return len(mentees)
