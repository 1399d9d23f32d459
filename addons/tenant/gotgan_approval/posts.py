"""Who stands on which post on one day, and who stands in for whom, as plain data.

A post is the head of a department. A line asks for its posts many times, so the posts of a day are
read once per transaction and answer from memory.
"""

from dataclasses import dataclass, field

LEVELS = ("team", "division", "bureau", "vice_head", "head")


@dataclass(frozen=True)
class Post:
    """The head of one department. ``head``: id of the user on it, or None: vacant."""

    id: int
    level: str = "division"
    parent: int = None
    head: int = None


@dataclass(frozen=True)
class Standing:
    """Who signs for whom. ``absent``: id of the user who is stood in for, or None."""

    user: int = None
    stands_in: bool = False
    absent: int = None


@dataclass
class Posts:
    """The posts of a day in their order, and who is away.

    :param posts: {department id: Post}
    :param away: {user id: substitute's user id or None}
    :param homes: {user id: department id}
    """

    posts: dict
    away: dict = field(default_factory=dict)
    homes: dict = field(default_factory=dict)

    def climb(self, start):
        """Return the posts from ``start`` up to the head of the agency, nearest first.

        Where the tree does not reach the head and his deputy, they are added: every case may be
        decided by them.

        >>> posts = Posts({1: Post(1, "head"), 2: Post(2, "bureau"), 3: Post(3, parent=2)})
        >>> [post.id for post in posts.climb(3)]
        [3, 2, 1]
        """
        chain, seen = [], set()
        while start in self.posts and start not in seen:
            seen.add(start)
            chain.append(self.posts[start])
            start = self.posts[start].parent
        for level in ("vice_head", "head"):
            tops = [post for post in self.posts.values() if post.level == level]
            if tops and not any(post.level == level for post in chain):
                chain.append(tops[0])
        return sorted(chain, key=lambda post: LEVELS.index(post.level))

    def build_line(self, start, level, author):
        """Return (the posts that review, the post that decides or None).

        The author's own post is left out: nobody decides what he drafted. Where no post of the
        level is left, the next one above decides.

        >>> posts = Posts({1: Post(1, "head", head=9), 3: Post(3, head=7), 4: Post(4, "team", 3)})
        >>> [post.id for post in posts.build_line(4, "division", 5)[0]]
        [4]
        >>> posts.build_line(4, "division", 7)[1].id
        1
        """
        chain = self.climb(start)
        own = max((place for place, post in enumerate(chain) if post.head == author), default=-1)
        above, rank = chain[own + 1:], LEVELS.index(level)
        decider = next((post for post in above if LEVELS.index(post.level) >= rank), None)
        return above[:above.index(decider)] if decider else above, decider

    def build_reviews(self, start, level, author, decider):
        """Return the posts that review up to ``level`` before somebody beside them decides.

        Left out: the author's own post and those below, posts that nobody stands for, and what
        would be signed by the one who decides.

        >>> posts = Posts(
        ...     {1: Post(1, "bureau", head=9), 3: Post(3, parent=1, head=7),
        ...      4: Post(4, "team", 3, 8)},
        ...     homes={7: 3, 8: 4, 9: 1},
        ... )
        >>> [post.id for post in posts.build_reviews(4, "division", 5, 9)]
        [4, 3]
        >>> [post.id for post in posts.build_reviews(4, "bureau", 8, 9)]
        [3]
        """
        chain, rank = self.climb(start), LEVELS.index(level)
        own = max((place for place, post in enumerate(chain) if post.head == author), default=-1)
        return [
            post for post in chain[own + 1:] if LEVELS.index(post.level) <= rank
            and self.stand_for_post(post.id, {author}).user not in (None, decider)
        ]

    def stand_for_user(self, user, without=()):
        """Return who signs what waits for ``user``: he, his substitute, or the head of his place.

        >>> posts = Posts({3: Post(3, head=7)}, away={5: 6, 6: None}, homes={5: 3, 7: 3})
        >>> posts.stand_for_user(5)
        Standing(user=7, stands_in=True, absent=5)
        """
        if user in self.homes and user not in self.away and user not in without:
            return Standing(user)
        found = self._follow_substitutes(user, without) or self._find_stand_in(
            self.homes.get(user), {*without, user},
        )
        return Standing(found, bool(found), user)

    def stand_for_post(self, post_id, without=()):
        """Return who signs for a post: its head, the head's substitute, the first post below it
        by the order of posts, or the next one above.

        >>> posts = Posts({3: Post(3), 4: Post(4, "team", 3, head=8)}, homes={8: 4})
        >>> posts.stand_for_post(3).user, posts.stand_for_post(3, without={8}).user
        (8, None)
        """
        post = self.posts.get(post_id)
        if post is None:
            return Standing()
        if self._is_present(post.head) and post.head not in without:
            return Standing(post.head)
        found = self._follow_substitutes(post.head, without) or self._find_stand_in(
            post_id, {*without, post.head},
        )
        return Standing(found, bool(found), post.head if found else None)

    def decide_afterwards(self, post_id, without=()):
        """Return who decides afterwards for a post (후결): its head, who may come back for it.

        Nobody stands in for him while he is away: that is what he decides later for. Where the
        post is vacant, or its head is one who may not, the nearest post above decides.

        >>> posts = Posts({3: Post(3, parent=2, head=7), 2: Post(2, "bureau", head=9)},
        ...               away={7: 8}, homes={7: 3, 8: 3, 9: 2})
        >>> posts.decide_afterwards(3).user, posts.decide_afterwards(3, without={7}).user
        (7, 9)
        """
        post = self.posts.get(post_id)
        if post is None:
            return Standing()
        if post.head in self.homes and post.head not in without:
            return Standing(post.head)
        above = next((
            one.head for one in self.climb(post_id)
            if one.id != post_id and LEVELS.index(one.level) >= LEVELS.index(post.level)
            and self._is_present(one.head) and one.head not in without
        ), None)
        return Standing(above, bool(above), post.head if above else None)

    def _is_present(self, user):
        return user is not None and user in self.homes and user not in self.away

    def _follow_substitutes(self, user, without):
        seen = set()
        while user in self.away and user not in seen:
            seen.add(user)
            user = self.away[user]
            if self._is_present(user) and user not in without:
                return user
        return None

    def _find_stand_in(self, post_id, without):
        """Return the head of a department, of the first one below, or of the nearest above."""
        here = [
            post for post in self.posts.values()
            if post_id is not None and post_id in (post.id, post.parent)
        ]
        here.sort(key=lambda post: post.id != post_id)
        above = [post for post in self.climb(post_id) if post.id != post_id]
        for post in (*here, *above):
            if self._is_present(post.head) and post.head not in without:
                return post.head
        return None
