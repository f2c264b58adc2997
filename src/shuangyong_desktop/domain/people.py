"""人员 (people): one person, one record; the declaration of every column the desk keeps of them.

New spreadsheet headings that mean a column are added to its `aliases` here and nowhere else
(DOMAIN appendix B). Only 姓名 blocks saving; everything else may be 待核实.
"""

from dataclasses import dataclass, replace
from decimal import Decimal

from shuangyong_desktop.domain import kinds
from shuangyong_desktop.domain.fields import Field, Schema
from shuangyong_desktop.domain.status import PersonStatus

__all__ = ["PEOPLE", "Person", "PersonStatus", "as_listed"]


CAMPAIGNS = (
    "解放一江山岛", "川甘青藏滇平叛", "炮击金门", "中缅边境勘界警卫",
    "中印边境自卫反击", "“八·六”海战",
    "崇武以东海战", "援越抗美", "援老抗美", "珍宝岛", "西沙", "中越边境自卫还击",
    "老山、者阴山地区防御", "南沙", "其他",
)  # fmt: skip
"""参战类别 as offices list them (DOMAIN §2.5)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One person on the ledger (人员).

    Dates are ISO text as far as known (“1979”, “1979-02”, “1979-02-05”). `categories` are
    codes of `domain.categories`. `community` is the full name of a 村（社区）. Money is in
    yuan. `photo` is the hash of the picture's bytes. `id` is None until stored.
    """

    name: str
    id: int | None = None
    former_name: str | None = None
    sex: str | None = None
    id_number: str | None = None
    birth_date: str | None = None
    ethnic: str | None = None
    political_status: str | None = None
    categories: tuple[str, ...] = ()
    status: PersonStatus = PersonStatus.ACTIVE
    death_date: str | None = None
    status_date: str | None = None
    status_basis: str | None = None
    phone: str | None = None
    community: str | None = None
    address: str | None = None
    registered_address: str | None = None
    household_id: int | None = None
    enlist_date: str | None = None
    discharge_date: str | None = None
    military_unit: str | None = None
    discharge_cert: str | None = None
    disability_grade: str | None = None
    disability_nature: str | None = None
    disability_cert: str | None = None
    pension_cert: str | None = None
    subsidy_standard: Decimal | None = None
    bank_name: str | None = None
    bank_account: str | None = None
    preferential_card: str | None = None
    card_status: str | None = None
    card_apply_date: str | None = None
    card_issue_date: str | None = None
    plaque_number: str | None = None
    plaque_date: str | None = None
    plaque_hung: bool | None = None
    employment: str | None = None
    native_place: str | None = None
    education: str | None = None
    marital: str | None = None
    lunar_birthday: str | None = None
    away: str | None = None
    kin_name: str | None = None
    kin_relation: str | None = None
    kin_phone: str | None = None
    enlist_place: str | None = None
    origin: str | None = None
    branch: str | None = None
    rank: str | None = None
    placement: str | None = None
    soldier_kind: str | None = None
    region_kind: str | None = None
    conscript_from: str | None = None
    conscript_to: str | None = None
    campaign: str | None = None
    disability_genus: str | None = None
    disability_since: str | None = None
    disability_until: str | None = None
    care_way: str | None = None
    bank_holder: str | None = None
    health: str | None = None
    self_care: str | None = None
    labour: str | None = None
    living_way: str | None = None
    housing: str | None = None
    medical_insurance: str | None = None
    pension_insurance: str | None = None
    social_aid: str | None = None
    hardships: str | None = None
    tags: tuple[str, ...] = ()
    remarks: str | None = None
    photo: str | None = None


PEOPLE = Schema(
    Person,
    (
        Field("name", "姓名", kinds.NAME, required=True, width=5, section="基本信息",
              aliases=("名字", "人员姓名", "优抚对象姓名", "联系对象姓名", "军人姓名",
                       "对象姓名", "本人姓名", "姓名（本人）", "退役军人姓名", "户主姓名")),
        Field("former_name", "曾用名", kinds.NAME, width=5, section="基本信息",
              aliases=("原名", "别名", "又名")),
        Field("sex", "性别", kinds.SEX, width=2, section="基本信息"),
        Field("id_number", "身份证号", kinds.ID_NUMBER, width=11, section="基本信息",
              aliases=("身份证号码", "公民身份号码", "公民身份证号", "公民身份证号码",
                       "身份证件号码", "身份证件号", "身份证", "居民身份证号", "居民身份证号码",
                       "证件号码", "证件号", "身份号码", "二代身份证号")),
        Field("birth_date", "出生日期", kinds.DATE, width=6, section="基本信息",
              aliases=("出生年月", "出生年月日", "出生时间", "生日", "出生")),
        Field("ethnic", "民族", kinds.TEXT, width=3, section="基本信息",
              aliases=("族别",)),
        Field("political_status", "政治面貌", kinds.TEXT, width=4, section="基本信息",
              aliases=("政治身份", "政治面目", "党派")),
        Field("categories", "人员类别", kinds.CATEGORIES, width=8, section="基本信息",
              aliases=("优抚类别", "优抚对象类别", "对象类别", "类别", "身份类别", "人员类型",
                       "优抚对象", "优抚对象类型", "优待类别", "身份", "优抚身份", "对象类型",
                       "人员身份")),
        Field("status", "人员状态", kinds.STATUS, width=4, section="基本信息",
              aliases=("优抚对象状态", "优抚人员状态", "是否健在", "健在情况", "生存状态",
                       "状态")),
        Field("death_date", "去世日期", kinds.DATE, width=6, section="基本信息",
              aliases=("死亡时间", "死亡日期", "去世时间", "亡故时间")),
        Field("status_date", "变动日期", kinds.DATE, width=6, section="基本信息",
              aliases=("变动时间", "状态变更时间", "状态变动时间", "异动时间")),
        Field("status_basis", "变动依据", kinds.TEXT, width=8, section="基本信息",
              aliases=("变动原因", "异动原因", "减员原因", "变动事由")),
        Field("native_place", "籍贯", kinds.TEXT, width=6, section="基本信息",
              aliases=("原籍", "祖籍", "籍贯地")),
        Field("education", "文化程度",
              kinds.words("小学", "初中", "高中", "中专", "大专", "本科", "研究生"),
              width=4, section="基本信息",
              aliases=("学历", "最高学历", "学历层次", "文化", "文化水平", "受教育程度",
                       "文化程度（学历）")),
        Field("marital", "婚姻状况",
              kinds.words("未婚", "已婚", "丧偶", "离异"),
              width=4, section="基本信息",
              aliases=("婚姻情况", "婚姻", "婚姻状态")),
        Field("lunar_birthday", "农历生日", kinds.LUNAR_DAY, width=5, section="基本信息",
              aliases=("阴历生日", "农历出生日期", "农历出生", "旧历生日", "农历生日（月日）")),
        Field("phone", "联系电话", kinds.PHONE, width=7, section="联系方式",
              aliases=("联系方式", "电话", "手机", "手机号", "手机号码", "本人电话", "电话号码",
                       "联系电话号码", "联系手机", "本人联系电话", "移动电话", "固定电话",
                       "联系号码", "手机电话")),
        Field("community", "村（社区）", kinds.COMMUNITY, width=5, section="联系方式",
              aliases=("村社区", "村居", "所属村社区", "所属社区", "社区", "村", "行政区划",
                       "所属行政区划", "所在社区", "村居名称", "所属村居", "户籍所在社区",
                       "所在村居", "所在村社区", "村社", "村居委会", "居委会", "所属村",
                       "社区村")),
        Field("address", "住址", kinds.TEXT, width=12, section="联系方式",
              aliases=("现住址", "现居住地址", "实际居住地址", "家庭住址", "家庭地址", "居住地",
                       "常住地", "居住地址", "详细地址", "地址", "现居住地", "常住地址",
                       "详细住址", "家庭详细住址", "通讯地址", "联系地址", "现住地址",
                       "实际住址", "居住详细地址", "经常居住地", "目前住址")),
        Field("registered_address", "户籍地址", kinds.TEXT, width=12, section="联系方式",
              aliases=("户籍地", "户口所在地", "户口簿住址", "户籍所在地", "户籍住址",
                       "户籍详细地址", "户口地址", "户口所在地址", "户籍所在地址",
                       "户籍地详细地址", "户口簿地址", "身份证地址", "身份证住址")),
        Field("away", "外出情况",
              kinds.words("外出务工", "随子女居住", "住院", "养老机构"),
              width=6, section="联系方式",
              aliases=("外出去向", "外出地点", "外出务工情况", "人户分离情况", "流动情况",
                       "外出原因")),
        Field("kin_name", "联系亲属", kinds.NAME, width=5, section="联系方式",
              aliases=("亲属姓名", "联系亲属姓名", "近亲属姓名", "联系家属", "紧急联系人",
                       "紧急联系人姓名")),
        Field("kin_relation", "亲属关系",
              kinds.words("配偶", "儿子", "女儿", "父亲", "母亲", "兄弟姐妹", "其他"),
              width=4, section="联系方式",
              aliases=("亲属称谓", "联系亲属关系", "联系人关系", "紧急联系人关系")),
        Field("kin_phone", "亲属电话", kinds.PHONE, width=7, section="联系方式",
              aliases=("亲属联系电话", "亲属联系方式", "亲属手机", "联系亲属电话",
                       "紧急联系电话", "紧急联系方式", "紧急联系人电话", "紧急联系人联系方式",
                       "子女电话", "子女联系电话")),
        Field("enlist_date", "入伍时间", kinds.DATE, width=6, section="服役情况",
              aliases=("入伍年月", "入伍日期", "参军时间", "入伍（参加工作）时间", "参军年月",
                       "入伍", "应征入伍时间")),
        Field("discharge_date", "退役时间", kinds.DATE, width=6, section="服役情况",
              aliases=("退伍时间", "退役日期", "退役年月", "退伍年月", "退伍日期", "复员时间",
                       "转业时间", "退出现役时间", "退伍", "退役", "离队时间", "退（离）役时间")),
        Field("military_unit", "部队代号", kinds.TEXT, width=8, section="服役情况",
              aliases=("原部队代号", "部别", "原部别", "服役部队", "原服役部队", "所在部队",
                       "部队", "原部队", "服役单位", "部队名称", "服役部队代号")),
        Field("discharge_cert", "退役证件号", kinds.CERTIFICATE, width=9, section="服役情况",
              aliases=("退役证号", "退伍证号", "退役证编号", "退伍证编号", "转业证件号",
                       "复员证件号", "退伍证书号", "退役证书编号", "退出现役证号")),
        Field("enlist_place", "入伍地", kinds.TEXT, width=6, section="服役情况",
              aliases=("入伍地点", "入伍所在地", "入伍地区", "征集地", "应征地",
                       "入伍地（县区）")),
        Field("origin", "入伍前户籍", kinds.words("农村", "城镇"), width=4, section="服役情况",
              aliases=("入伍前户口性质", "入伍前户口类别", "入伍前户籍性质", "入伍时户口性质",
                       "入伍前户口")),
        Field("branch", "军种",
              kinds.words("陆军", "海军", "空军", "火箭军", "武警"),
              width=4, section="服役情况",
              aliases=("军兵种", "兵种", "军种兵种", "服役军种", "所在军种")),
        Field("rank", "军衔级别", kinds.TEXT, width=5, section="服役情况",
              aliases=("军衔", "退役时军衔", "军衔等级", "退役军衔", "衔级",
                       "军衔职级")),
        Field("placement", "安置方式",
              kinds.words("自主就业", "安排工作", "转业",
                          "复员", "退休", "逐月领取退役金", "国家供养"),
              width=5, section="服役情况",
              aliases=("安置类型", "安置形式", "安置情况", "安置去向", "退役方式",
                       "退役安置方式", "退出现役方式")),
        Field("soldier_kind", "军人类别",
              kinds.words("义务兵", "军士", "军官", "学员"),
              width=4, section="服役情况",
              aliases=("士兵类别", "服役类别", "兵员类别")),
        Field("region_kind", "服役地区类别",
              kinds.words("内地", "边海防", "高原", "海岛"),
              width=5, section="服役情况",
              aliases=("服役地区类型", "服役地区种类")),
        Field("conscript_from", "服义务兵起", kinds.DATE, width=6, section="服役情况",
              aliases=("义务兵起始时间", "义务兵开始时间", "服义务兵役起", "服义务兵起始时间",
                       "义务兵服役起")),
        Field("conscript_to", "服义务兵止", kinds.DATE, width=6, section="服役情况",
              aliases=("义务兵结束时间", "义务兵终止时间", "服义务兵役止", "服义务兵结束时间",
                       "义务兵服役止")),
        Field("campaign", "参战类别", kinds.words(*CAMPAIGNS), width=8, section="服役情况",
              aliases=("参战名称", "参战战役", "参加战役", "战役名称", "参战经历",
                       "参加作战名称")),
        Field("disability_grade", "残疾等级", kinds.GRADE, width=3, section="残疾情况",
              aliases=("伤残等级", "等级", "残疾军人等级", "伤残级别", "评残等级")),
        Field("disability_nature", "残疾性质", kinds.NATURE, width=3, section="残疾情况",
              aliases=("伤残性质", "性质", "致残性质", "残疾性质（因战因公因病）")),
        Field("disability_cert", "残疾军人证号", kinds.CERTIFICATE, width=8, section="残疾情况",
              aliases=("伤残证号", "伤残证件号码", "残疾证号", "证件编号", "证书编号",
                       "伤残证编号", "残疾军人证编号", "残疾军人证件号", "伤残证件号",
                       "伤残军人证号", "残疾人员证号", "伤残人员证号", "残疾人员证件号",
                       "伤残人员证件号")),
        Field("disability_genus", "残疾属别",
              kinds.words("在乡", "在职"),
              width=3, section="残疾情况",
              aliases=("属别", "伤残属别", "残疾人员属别")),
        Field("disability_since", "评残时间", kinds.DATE, width=6, section="残疾情况",
              aliases=("评残日期", "评残年月", "残疾评定时间", "评定残疾时间", "评残批准时间",
                       "批准评残时间", "伤残评定时间")),
        Field("disability_until", "残疾证有效期至", kinds.DATE, width=6, section="残疾情况",
              aliases=("残疾军人证有效期", "残疾军人证有效期至", "残疾证有效期", "伤残证有效期",
                       "伤残证有效期至")),
        Field("care_way", "供养方式",
              kinds.words("分散供养", "集中供养"),
              width=4, section="残疾情况",
              aliases=("供养形式", "供养类型", "供养情况")),
        Field("pension_cert", "抚恤补助证号", kinds.CERTIFICATE, width=8, section="待遇情况",
              aliases=("定期抚恤证号", "定补证号", "优抚证号", "优抚证书编号", "生活补助证号",
                       "优抚证编号", "抚恤证号", "补助证号", "抚恤证编号", "定期抚恤金证号",
                       "优抚对象证号")),
        Field("subsidy_standard", "补助标准", kinds.MONEY, width=5, section="待遇情况",
              aliases=("月补助标准", "补助标准（元）", "抚恤补助标准", "补助标准（元/月）",
                       "月标准", "抚恤标准", "月抚恤标准", "补贴标准", "标准", "定补标准",
                       "抚恤金标准", "月补助标准（元）", "生活补助标准")),
        Field("bank_name", "开户银行", kinds.TEXT, width=8, section="待遇情况",
              aliases=("开户行", "开户银行名称", "发卡银行", "银行名称", "银行", "办卡银行",
                       "合作银行", "发卡行")),
        Field("bank_account", "银行账号", kinds.ACCOUNT, width=10, section="待遇情况",
              aliases=("银行卡号", "社保卡号", "一卡通账号", "账号", "银行帐号", "帐号", "卡号",
                       "一卡通号", "银行卡账号", "社保卡账号", "银行账户", "开户账号",
                       "发放账号")),
        Field("bank_holder", "开户名", kinds.NAME, width=5, section="待遇情况",
              aliases=("户名", "开户姓名", "开户名称", "开户人", "开户人姓名", "账户名",
                       "帐户名", "账户名称", "银行户名", "账号户名", "持卡人", "持卡人姓名")),
        Field("preferential_card", "优待证编号", kinds.CERTIFICATE, width=9,
              section="光荣牌和优待证",
              aliases=("优待证号", "优待证号码", "优待证", "优待证卡号", "优待证件号")),
        Field("card_status", "优待证状态", kinds.TEXT, width=4, section="光荣牌和优待证",
              aliases=("制卡状态", "优待证办理状态", "办理状态", "发放状态", "领取状态",
                       "卡状态", "优待证发放状态", "办理情况", "办证状态")),
        Field("card_apply_date", "优待证申领日期", kinds.DATE, width=6, section="光荣牌和优待证",
              aliases=("申领时间", "申领日期", "申请时间", "申请日期", "优待证申请时间",
                       "办理时间")),
        Field("card_issue_date", "优待证发放日期", kinds.DATE, width=6, section="光荣牌和优待证",
              aliases=("发放时间", "发放日期", "发证日期", "领取日期", "领取时间", "领卡时间",
                       "领卡日期", "发卡日期", "发证时间")),
        Field("plaque_number", "光荣牌编号", kinds.CERTIFICATE, width=6, section="光荣牌和优待证",
              aliases=("光荣牌号", "牌号", "光荣牌证号")),
        Field("plaque_date", "光荣牌悬挂日期", kinds.DATE, width=6, section="光荣牌和优待证",
              aliases=("悬挂时间", "悬挂日期", "光荣牌悬挂时间", "挂牌时间", "挂牌日期")),
        Field("plaque_hung", "已悬挂光荣牌", kinds.YES_NO, width=3, section="光荣牌和优待证",
              aliases=("是否悬挂", "光荣牌", "是否悬挂光荣牌", "光荣牌悬挂情况", "悬挂情况",
                       "是否挂牌")),
        Field("health", "健康状况",
              kinds.words("健康", "一般", "患病", "重病", "卧床"),
              width=4, section="生活状况",
              aliases=("健康情况", "身体状况", "身体情况", "身体健康状况")),
        Field("self_care", "生活能力",
              kinds.words("自理", "部分自理", "不能自理"),
              width=4, section="生活状况",
              aliases=("自理能力", "自理情况", "生活自理能力", "生活自理情况")),
        Field("labour", "劳动能力",
              kinds.words("具备", "部分丧失", "完全丧失"),
              width=4, section="生活状况",
              aliases=("劳动力状况", "劳动能力状况", "劳动能力情况", "劳动力情况")),
        Field("living_way", "居住情况",
              kinds.words("与家人同住", "独居", "孤老", "留守"),
              width=4, section="生活状况",
              aliases=("居住状况", "居住方式", "居住类型", "居住形式")),
        Field("housing", "住房状况",
              kinds.words("自建房", "商品房", "公租房", "廉租房", "无房"),
              width=4, section="生活状况",
              aliases=("住房情况", "住房类型", "住房性质", "房屋情况", "房屋状况")),
        Field("medical_insurance", "医疗保障",
              kinds.words("居民医保", "职工医保", "无"),
              width=4, section="生活状况",
              aliases=("医疗保险", "医保类型", "医保情况", "医疗保险类型", "医疗保障情况",
                       "医疗保障方式", "参加医保情况")),
        Field("pension_insurance", "养老保障",
              kinds.words("城乡居民养老保险", "职工养老保险", "机关事业单位养老", "无"),
              width=5, section="生活状况",
              aliases=("养老保险", "养老保险类型", "养老保险情况", "养老保障情况",
                       "养老保障方式", "参加养老保险情况")),
        Field("social_aid", "社会救助",
              kinds.words("低保", "特困供养", "低保边缘", "无"),
              width=4, section="生活状况",
              aliases=("社会救助类别", "救助类别", "社会救助类型", "低保特困情况")),
        Field("hardships", "主要困难", kinds.TEXT, width=8, section="生活状况",
              aliases=("生活困难", "存在困难", "存在的困难", "困难问题", "主要困难问题",
                       "面临困难")),
        Field("employment", "就业状况", kinds.TEXT, width=5, section="其他",
              aliases=("就业情况", "工作情况", "从业情况", "就业状态", "工作单位",
                       "就业创业情况", "从业状况", "现工作单位", "职业")),
        Field("tags", "标签", kinds.TAGS, width=6, section="其他", aliases=("标记",)),
        Field("remarks", "备注", kinds.LONG_TEXT, width=8, section="其他",
              aliases=("说明", "备注说明", "其他", "备注情况", "情况说明", "备考", "附注")),
    ),
)  # fmt: skip
"""Every declared column of a person, in the order of the form."""

SERVING = "serviceman"
"""The category of those who serve now; lists of them are kept carefully (CLERK §2)."""


def as_listed(person: Person) -> Person:
    """`person` as lists show serving soldiers: without unit and region (CLERK §2)."""
    if SERVING not in person.categories:
        return person
    return replace(person, military_unit=None, region_kind=None)
