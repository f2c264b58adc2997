"""The sentences for files that cannot be imported: what happened and what to do.

Every refusal leaves the ledger untouched; the codes are those of the exchange format:
encrypted, corrupt, unsupported, not_a_roster.
"""

from shuangyong_desktop.domain.errors import Problem

_UNTOUCHED = "台账没有改动。"


def encrypted(name: str) -> Problem:
    """The file is protected by a password."""
    return Problem(
        f"“{name}”设有打开密码，无法读取，{_UNTOUCHED}请在表格软件中取消密码、另存后再导入。",
        code="encrypted",
    )


def corrupt(name: str) -> Problem:
    """The file is damaged or incomplete."""
    return Problem(
        f"“{name}”已损坏或不完整，无法读取，{_UNTOUCHED}请重新拷贝，或用表格软件打开后另存再导入。",
        code="corrupt",
    )


def empty_file(name: str) -> Problem:
    """The file holds no byte."""
    return Problem(
        f"“{name}”是空文件，可能没有拷贝完整，{_UNTOUCHED}请重新拷贝后再导入。", code="corrupt"
    )


def unreadable(name: str) -> Problem:
    """The system does not let us read the file."""
    return Problem(
        f"打不开“{name}”，{_UNTOUCHED}请确认文件还在、没有被别的软件占用，再试一次。",
        code="corrupt",
    )


def too_large(name: str) -> Problem:
    """The file is larger than any list of people of a district."""
    return Problem(
        f"“{name}”太大，不像是花名册，{_UNTOUCHED}请删除其中的图片或拆分后再导入。",
        code="unsupported",
    )


def too_wide(name: str, sheet: str) -> Problem:
    """A sheet claims cells far outside of any list."""
    return Problem(
        f"“{name}”的工作表“{sheet}”在很远的行或列有内容，{_UNTOUCHED}"
        "请删除表格下方和右侧的多余内容，另存后再导入。",
        code="unsupported",
    )


def foreign(name: str, what: str) -> Problem:
    """The file is something else than a spreadsheet."""
    return Problem(
        f"“{name}”是{what}，不是表格，{_UNTOUCHED}请选择 Excel、WPS 表格或 CSV 文件。",
        code="unsupported",
    )


def suspicious(name: str) -> Problem:
    """The file's inside is built in a way no spreadsheet program does."""
    return Problem(
        f"“{name}”的内部结构异常，为安全起见没有读取，{_UNTOUCHED}"
        "请用表格软件打开核对，另存为新文件后再导入。",
        code="corrupt",
    )


def classified(name: str) -> Problem:
    """The file carries a 密级 mark (CLERK §2)."""
    return Problem(
        f"“{name}”标有密级，不得录入本机，{_UNTOUCHED}请按保密规定处理该文件。",
        code="unsupported",
    )


def no_people(name: str) -> Problem:
    """No table of the file lists people."""
    return Problem(
        f"“{name}”中没有找到人员名单（没有“姓名”“身份证号”等栏目），{_UNTOUCHED}"
        "请确认选对了文件；表头不在前80行的，请把表头移到前面。",
        code="not_a_roster",
    )


def no_rows(name: str) -> Problem:
    """There are headings of a list of people, and nobody below them."""
    return Problem(
        f"“{name}”的表头下面没有人员，{_UNTOUCHED}请确认选对了文件；只是空表的，填好后再导入。",
        code="not_a_roster",
    )


def not_people(name: str, what: str) -> Problem:
    """The file is a list of something else."""
    return Problem(
        f"“{name}”是{what}，不是人员名单，{_UNTOUCHED}请到相应的栏目登记。", code="not_a_roster"
    )


def task_list(name: str) -> Problem:
    """The file is a list of tasks, which has an import of its own."""
    return Problem(
        f"“{name}”是任务清单，不是人员名单，{_UNTOUCHED}请到“任务”页用“导入任务表”导入。",
        code="task_list",
    )


def no_tasks(name: str) -> Problem:
    """No table of the file lists tasks."""
    return Problem(
        f"“{name}”中没有找到任务清单（没有“任务”“责任单位”“完成时限”等栏目），{_UNTOUCHED}"
        "请确认选对了文件。",
        code="no_tasks",
    )
