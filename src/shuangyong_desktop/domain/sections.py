"""表单栏目组 (sections): which parts of a person's form concern somebody of their categories."""

from shuangyong_desktop.domain.categories import BY_CODE, CategoryGroup
from shuangyong_desktop.domain.handouts import CARD_CATEGORIES, PLAQUE_CATEGORIES
from shuangyong_desktop.domain.people import PEOPLE, Person

ALWAYS = frozenset({"基本信息", "联系方式"})
_SERVICE, _DISABILITY, _PAID, _HONOUR = "服役情况", "残疾情况", "待遇情况", "光荣牌和优待证"


def fitting_sections(person: Person) -> frozenset[str]:
    """The sections that fit somebody's categories, and those in which something stands.

    Whoever has no category yet may be anybody: service is offered, the rest can be opened.
    """
    codes = set(person.categories)
    known = [BY_CODE[code] for code in codes if code in BY_CODE]
    own = codes - set(BY_CODE)
    served = any(item.group is CategoryGroup.VETERAN for item in known) or bool(own)
    fitting = set(ALWAYS)
    if served or "serviceman" in codes or not codes:
        fitting.add(_SERVICE)
    if any(code.startswith("disabled_") for code in codes):
        fitting.add(_DISABILITY)
    if any(item.paid for item in known):
        fitting.add(_PAID)
    if codes & (PLAQUE_CATEGORIES | CARD_CATEGORIES) or own:
        fitting.add(_HONOUR)
    fitting |= {
        field.section for field in PEOPLE if getattr(person, field.key) not in (None, "", ())
    }
    return frozenset(fitting)
