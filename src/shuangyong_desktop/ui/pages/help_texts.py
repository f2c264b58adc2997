"""What F1 says about each page, in the clerk's words; one topic per page and a few more."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Part:
    """A heading and its paragraphs."""

    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Topic:
    """One entry of the help; `keys` are the pages and parts of pages that it is about."""

    title: str
    keys: tuple[str, ...]
    parts: tuple[Part, ...]


SECRETS = "本软件为单机内部工作工具，不得录入、存储涉密信息。"
PERSONAL = "打印和导出的名册含个人信息，请妥善保管。"
POLICY = "待遇和政策内容供参考，以文件为准；本软件不认定任何待遇资格。"

TOPICS = (
    Topic("三分钟上手", ("welcome",), (
        Part("一、导入", (
            "把手头的 Excel 或 WPS 花名册拖到窗口里，不用先改格式。",
            "程序自己认表头、合并单元格和合计行。",
            "看一遍“核对栏目”和“查问题”，点“导入”。导错了，按 Ctrl+Z 整批撤销。",
        )),
        Part("二、看台账", (
            "在“台账”页按村（社区）、人员类别筛选；输姓名、拼音首字母、证件号开头就能找到人。",
        )),
        Part("三、打印", (
            "筛选好以后点“打印花名册”，打印的就是表里的这些人。",
            "慰问：在“慰问”页新增方案，选对象、定标准，打印签收册；发放后照签收册登记。",
        )),
    )),
    Topic("台账", ("ledger",), (
        Part("找人", (
            "按 Ctrl+F 或 Ctrl+K 输入姓名、拼音首字母（如 zxb）、证件号或电话的开头。",
            "查找在当前筛选范围内进行。",
            "没有找到时，可以直接点“新增人员”，姓名已经填好。",
        )),
        Part("筛选", (
            "左边点一下是单选；按住 Ctrl 点，或先点“多选”，可以同时选几个。",
            "表格上方的小标签就是现在的条件，点“×”去掉一个。",
            "人员类别有交叉，各类人数相加可能大于总数；合计按人去重。",
            "年满80周岁按今天计算；只知道出生年份、算不准的人不列入。",
        )),
        Part("改资料", (
            "选中一人，按 Ctrl+E 在右边直接改，Ctrl+S 保存，Esc 取消。",
            "有疑问的内容会在栏目下面说明原因，只有姓名必须填写。",
            "勾选几个人后，上方出现“批量修改”“移出台账”等操作。",
        )),
        Part("人员不删除", (
            "去世、迁出、误登都用“移出台账”登记日期和依据。往来记录保留，以后可以恢复在册。",
        )),
        Part("证件号和电话", (
            "平时遮挡中间几位。点右上角“显示证件号”或按 Ctrl+H 显示几分钟，到时自动恢复遮挡。",
        )),
    )),
    Topic("导入", ("imports",), (
        Part("能导入什么", (
            ".xls、.xlsx、.csv 和 WPS 表格。",
            "表头占两三行、有合计行、合并单元格、几个工作表，都可以。",
            "证件号变成 5.00222E+17 的，末几位已经丢失，程序不猜，会列出来请您补。",
        )),
        Part("看懂数字", (
            "读到 ＝ 可导入 ＋ 待确认 ＋ 未导入 ＋ 跳过，每一行都有着落。",
            "“全部采用建议”不会替您合并人员，也不会改性别，这两样要逐条看。",
        )),
        Part("导错了", ("导入前自动备份。按 Ctrl+Z，或在操作记录里找到这次导入，整批撤销。",)),
    )),
    Topic("慰问", ("visits",), (
        Part("六步", (
            "定对象、定标准、分组和路线、打印名册、登记签收、核销归档。可以随时回到前面的步骤。",
            "右上角的年度决定这里显示哪一年的方案。",
        )),
        Part("登记签收", (
            "照着签好的纸质签收册登记。没有附上扫描件的组是“待附签收册”，不进入核销。",
            "代领要写明代领人、关系、证件号、电话和原因，并与本人电话确认。",
        )),
    )),
    Topic("操作记录、备份和回收站", ("data", "history", "backups", "recycle"), (
        Part("撤销", (
            "每一步操作都有记录，按 Ctrl+Z 撤销最近一步，Ctrl+Y 重做；更早的在“操作记录”里撤销。",
            "如果后来又改过同一处，程序会说明冲突在哪里，不会悄悄覆盖。",
        )),
        Part("备份", (
            "导入前、有改动满半小时、退出时自动备份。建议每周再复制一份到U盘，等提示“可以拔出”再拔。",
            "恢复前先看新增、缺少、不同的人；恢复后还可以“撤销恢复”。备份要用做备份那天的密码打开。",
        )),
        Part("回收站", ("删除的慰问方案在回收站保留 90 天。人员不进回收站，只改变人员状态。",)),
    )),
    Topic("设置", ("settings",), (
        Part("本单位", ("发放单位、填报单位会印在纸面上，请先核对。",)),
        Part("看不清字", ("在“显示”里选 125% 或 150%，也可以选深色和更高的表格行。立即生效。",)),
        Part("密码和恢复密钥单", (
            "密码可以随时更改，数据不用重新加密。恢复密钥单丢了要马上重新生成，旧的随即作废。",
        )),
    )),
    Topic("快捷键", ("keys",), (
        Part("任何页面", (
            "Ctrl+K、Ctrl+F　查找人员", "Ctrl+1、2、3……　换页", "Ctrl+N　新增（人员或方案）",
            "Ctrl+Z / Ctrl+Y　撤销 / 重做", "Ctrl+H　显示或遮挡证件号", "Ctrl+P　打印当前内容",
            "F1　本页帮助", "F5　刷新", "F8　到下方提示的“撤销”", "Esc　返回或取消",
            "Ctrl+加号 / 减号 / 0　放大、缩小、恢复字号",
        )),
        Part("台账", (
            "↑ ↓　上一人、下一人", "Enter　打开档案", "Ctrl+E　编辑", "Ctrl+S　保存", "空格　勾选",
            "Ctrl+A　全部勾选", "Ctrl+C　复制成表格，可贴到 WPS", "Del　移出台账",
            "直接打拼音首字母　跳到这个人",
        )),
    )),
    Topic("常见问题", ("questions",), (
        Part("不能输入中文怎么办", (
            "在统信、麒麟系统上，请确认桌面的输入法已经启动，再重新打开本软件。",
            "仍不行时，请系统管理员确认已安装 ibus 或 fcitx5。",
            "密码框里要输入汉字，先点右边的眼睛。",
        )),
        Part("忘记登录密码", (
            "在登录页点“忘记密码，用恢复密钥打开”，照恢复密钥单输入，再设新密码。没有密钥单，任何人都打不开台账。",
        )),
        Part("提示“台账正在另一窗口中使用”", ("同一台账只能开一个窗口，请切换到已经打开的那个。",)),
        Part("台账打不开", (
            "按提示用最近的备份恢复。原来的文件会收在旁边的文件夹里，不会删除。",
        )),
        Part("换电脑", ("在新电脑上安装后，选“从备份恢复”，用U盘里的备份和做备份那天的密码。",)),
    )),
)  # fmt: skip
"""Every topic, in the order of the list."""

COMPONENTS = (
    ("Qt 和 PySide6", "LGPL 3.0"),
    ("Python", "PSF"),
    ("SQLCipher（sqlcipher3）", "BSD / zlib"),
    ("OpenSSL、cryptography", "Apache 2.0"),
    ("argon2-cffi、peewee、openpyxl、pypinyin、python-calamine", "MIT"),
    ("reportlab、xlrd", "BSD"),
    ("pypdfium2（PDFium）", "BSD / Apache 2.0"),
    ("Pillow", "MIT-CMU"),
    ("Tabler Icons 图标", "MIT"),
    ("思源黑体、思源宋体（Noto Sans/Serif SC）", "OFL 1.1"),
    ("Fandol 仿宋", "GPL 3（带字体例外）"),
    ("文鼎 PL 中楷", "Arphic Public License"),
    ("花园明朝（HanaMin）", "Hanazono / OFL"),
)
"""What comes with the program, and its licence."""
