"""Merges: two places turn out to be one, and sometimes turn out to be two again.

gone       the place that is no more: its address leads to the kept one
kept       the place that it became (`into`)
part       something that points at places, and what becomes of it (`parts.PARTS`)
moved      what went over, part by part, kept with the merge so that it can be given back

What an undone merge gives back is what each had before. What changed since is not undone: what was said of the kept
place after the merge stays with it, except that a source's row and a thread of comments go back whole, with what was
added to them. Merges of one place are undone the latest first.

Some things need not move: favourites, testimonials and neighbourhoods stay with the place that was named, and are read
as those of the place that it is by now (`places.standing`).
"""
