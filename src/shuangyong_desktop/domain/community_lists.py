"""村（社区） as a list of lines: what an edited list means for those that are known."""

from collections.abc import Sequence
from dataclasses import dataclass

from shuangyong_desktop.domain.communities import Community, full_name
from shuangyong_desktop.domain.errors import Problem


@dataclass(frozen=True, slots=True)
class CommunityEdit:
    """What an edited list changes: new names, one corrected name, those left out.

    `order` holds every name of the list as it will stand.
    """

    order: tuple[str, ...]
    added: tuple[str, ...] = ()
    renamed: tuple[Community, str] | None = None
    removed: tuple[Community, ...] = ()


def edit_of(known: Sequence[Community], lines: Sequence[str]) -> CommunityEdit:
    """What `lines` mean, where `known` are the communities in their present order.

    When a single line differs and all others stand where they stood, its name was corrected.
    Otherwise names that are new were added and names that are missing were left out. Raises
    Problem when a community stands there twice.
    """
    names = tuple(full_name(line) for line in lines)
    for name in names:
        if names.count(name) > 1:
            raise Problem(f"“{name}”写了两遍，没有保存。请去掉一处。", code="twice")
    before = {community.name: community for community in known}
    differing = [
        (community, name)
        for community, name in zip(known, names, strict=False)
        if community.name != name
    ]
    if len(known) == len(names) and len(differing) == 1:
        return CommunityEdit(names, renamed=differing[0])
    return CommunityEdit(
        names,
        added=tuple(name for name in names if name not in before),
        removed=tuple(community for community in known if community.name not in names),
    )
