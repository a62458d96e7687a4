"""The words that heads of tables are made of, apart from the names of units and indicators.

Lists, not patterns, wherever a list will do: a clerk's new word is mended by adding it here.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from etl.spans import SpanMention


class Role(StrEnum):
    """What the cells under (or beside) a head are."""

    # what a key column says about its row
    ORDINAL = "ordinal"
    UNIT = "unit"
    INDICATOR = "indicator"
    AREA = "area"
    MEASURE = "measure"
    PERIOD = "period"
    FIRST_DAY = "first_day"
    LAST_DAY = "last_day"
    YEAR = "year"
    QUARTER = "quarter"
    MONTH = "month"
    # what a column of figures holds
    VALUE = "value"
    TARGET = "target"
    COMPARISON = "comparison"  # last year's figure, growth: never loaded
    RATE = "rate"  # computed progress: never loaded
    # words beside the figures
    NOTE = "note"
    QUOTE = "quote"
    ASIDE = "aside"  # who filled it in, telephone numbers, responsible offices: of no use here

    @property
    def is_key(self) -> bool:
        """Whether cells of this role say what the row is about."""
        return self in _KEYS

    @property
    def is_figure(self) -> bool:
        """Whether cells of this role are figures."""
        return self in _FIGURES


_KEYS = frozenset(
    {
        Role.ORDINAL, Role.UNIT, Role.INDICATOR, Role.AREA, Role.MEASURE, Role.PERIOD,
        Role.FIRST_DAY, Role.LAST_DAY, Role.YEAR, Role.QUARTER, Role.MONTH,
    }
)  # fmt: skip
_FIGURES = frozenset({Role.VALUE, Role.TARGET, Role.COMPARISON, Role.RATE})


class Period(StrEnum):
    """A span named by its place and not by its dates: it is resolved from the table's own span."""

    THIS = "this"  # 本期: whatever the table covers
    QUARTER = "quarter"  # 本季: the quarter in which the table's span ends
    MONTH = "month"  # 本月: the month in which it ends
    CUMULATIVE = "cumulative"  # 累计: from 1 January to its end


@dataclass(frozen=True, slots=True)
class Word:
    """One text of a sheet, understood as far as it goes.

    unit, indicator: codes; span_text: the words that name a span; rest: what was not understood ("" = everything was).
    ambiguous: the text is a known name of several units or indicators.
    left_out: somebody has answered that this name is not to be loaded.
    """

    text: str
    unit: str | None = None
    indicator: str | None = None
    role: Role | None = None
    period: Period | None = None
    span: SpanMention | None = None
    measure: str | None = None
    total: bool = False
    of_which: bool = False
    area: bool = False
    ambiguous: bool = False
    left_out: bool = False
    rest: str = ""

    @property
    def is_name(self) -> bool:
        """Whether the text names a unit or an indicator."""
        return self.unit is not None or self.indicator is not None

    @property
    def is_head(self) -> bool:
        """Whether the text is the vocabulary of heads and nothing else."""
        return not self.is_name and not self.rest and (
            self.role is not None or self.period is not None or self.span is not None or self.measure is not None
        )  # fmt: skip


def _listed(**roles: str) -> dict[str, Role]:
    return {word: Role(role) for role, words in roles.items() for word in words.split()}


KEY_WORDS: dict[str, Role] = _listed(
    ordinal="序号 编号 序 次序 行次 栏次 行号 号 no no. number #",
    unit=(
        "单位 单位名称 填报单位 报送单位 上报单位 工会名称 工会组织名称 基层工会 组织名称 乡镇 乡镇街道 镇街 街道 "
        "乡镇(街道) 镇(街道) 镇街名称 乡镇名称 乡镇单位 乡镇工会 各乡镇 各单位 各工会 所属单位 被考核单位 考核单位 "
        "考核对象 部门 部门单位 单位(部门) 各镇 各镇街 地区 区域 县区 县(市区) 区县 单位全称 单位简称 工会 "
        "工会组织 机构 机构名称 unit units union organisation organization"
    ),
    indicator=(
        "指标 指标名称 项目 项目名称 工作内容 工作项目 任务名称 任务 内容 工作任务 考核指标 考核项目 考核内容 "
        "主要指标 统计指标 工作指标 具体指标 二级指标 三级指标 重点工作 重点任务 工作事项 事项 工作名称 任务内容 "
        "目标内容 目标项目 名称 指标项 目标名称 考核事项 统计项目 填报项目 填报内容 具体内容 指标内容 indicator "
        "indicators item"
    ),
    area="工作领域 领域 类别 分类 工作类别 一级指标 板块 大类 方面 工作板块 指标类别 项目类别 area category",
    measure="计量单位 单位(计量) 计算单位 度量单位 measure",
    period=(
        "期间 报告期 统计期间 统计时段 时段 时间段 统计期 报送期间 填报期间 数据期间 统计周期 期次 期别 时间 "
        "period span"
    ),
    first_day="起 起始 起始日期 开始日期 开始时间 起始时间 期间起 自 起日 开始 起始日 start first_day from",
    last_day=(
        "止 截止 截止日期 结束日期 结束时间 截止时间 截至日期 截至时间 期间止 至 止日 结束 截止日 截至 end last_day to"
    ),
    year="年 年份 年度 统计年度 year",
    quarter="季度 季 季别 quarter",
    month="月 月份 month",
    note=(
        "备注 说明 原因 原因说明 未完成原因 滞后原因 措施 下步措施 整改措施 存在问题 情况说明 工作措施 下一步打算 "
        "下一步工作 主要做法 佐证材料 完成时限 时限 原因分析 进展情况 工作进展 note notes remark remarks"
    ),
    quote="原文 出处 原文出处 资料来源 依据 摘录 原文摘录 引文 来源 quote source",
    aside=(
        "填报人 填表人 报送人 审核人 负责人 联系人 联系电话 电话 手机 手机号 手机号码 联系方式 邮箱 地址 责任单位 "
        "牵头单位 责任部门 牵头部门 责任科室 配合单位 责任人 责任领导 分管领导 主管单位 姓名 性别 职务 填报日期 "
        "填表日期 填报时间 填表时间 报送时间 报送日期 上报时间 上报日期 口径 口径说明 指标解释 指标口径 统计口径 "
        "权重 分值 得分 总分 总得分 分数 评分 等次 等级 排名 名次 考核得分 自评分 自评得分 "
        "评分标准 所占权重 上级单位 所属系统 单位类型 单位类别 单位性质 "
        "性质 代码 编码 单位代码 指标代码 code"
    ),
)
"""A head that is one of these words, and nothing else, says what its column is."""

FIGURE_WORDS: dict[str, Role] = _listed(
    value=(
        "数值 完成数 完成值 完成情况 完成量 完成 实际完成 实际完成数 实际完成情况 实际 实际数 实际值 实绩 已完成 "
        "已完成数 现完成 指标值 填报数 填报值 上报数 报送数 统计数 统计值 数量 总量 发生数 数据 数 值 情况 本期数 "
        "本期值 期末数 期末 本期末 季末 月末 进度数 工作完成情况 任务完成情况 value values figure actual"
    ),
    target=(
        "年度目标 年度目标值 年度目标数 目标任务 年度任务 年度任务数 目标 目标值 目标数 全年目标 全年任务 "
        "全年目标任务 年度目标任务 任务数 计划 计划数 年度计划 全年计划 年计划 年目标 年任务 目标任务数 指标任务 "
        "任务指标 任务目标 年初目标 责任目标 下达任务 下达目标 下达数 应完成 应完成数 年度指标 目标量 任务量 "
        "计划完成 计划完成数 年度考核目标 考核目标 工作目标 target targets plan"
    ),
    comparison=(
        "去年同期 去年同期数 上年同期 上年同期数 上年同期完成 同期 同期数 去年 上年 上年度 去年完成 上年完成 "
        "上年完成数 去年完成数 上年数 去年数 去年累计 上年累计 去年全年 上年全年 上年末 去年底 上年底 年初数 "
        "期初数 年初 期初 基数 基期 基期数 上年基数 去年基数 同比 同比增长 同比增减 同比增幅 同比增长率 环比 "
        "环比增长 环比增减 较去年同期 较上年同期 比去年同期 比上年同期 比去年 比上年 较上年 较去年 较上年增减 "
        "较去年同期增减 比上年同期增减 比去年同期增减 较上年同期增减 比上年增减 比去年增减 较同期 增长 增减 增幅 "
        "增长率 增长幅度 增减率 增减数 增长数 增长量 增减量 上季 上季度 上月 上期 上期数 上季度数 上月数 "
        "上半年同期 last_year change"
    ),
    rate=(
        "完成率 完成比例 完成百分比 完成进度 进度 进度率 序时进度 序时 时序进度 目标完成率 任务完成率 年度完成率 "
        "年度目标完成率 完成年度目标 占年度目标 占全年目标 占年度目标比例 完成全年目标 完成目标比例 占年度任务 "
        "占全年任务 达标情况 是否达标 是否完成 占比 比重 完成占比 完成程度 偏差 差距 缺口 未完成 未完成数 剩余 "
        "尚差 差额 completion progress"
    ),
)
"""These may stand alone or be joined with a name, a span or each other: 本季完成数, 新增会员年度目标, 1-6月累计."""


def _periods(**periods: str) -> dict[str, Period]:
    return {word: Period(period) for period, words in periods.items() for word in words.split()}


PERIOD_WORDS: dict[str, Period] = _periods(
    quarter="本季 本季度 当季 当季度 本季数 this_quarter",
    month="本月 当月 本月数 this_month",
    this="本期 当期 报告期 本次 本阶段 this_period",
    cumulative=(
        "累计 累计数 本年累计 年度累计 全年累计 年累计 年内累计 今年累计 今年以来 年初至今 累计完成 累计完成数 "
        "累计值 合计累计 至今累计 本年度累计 自年初累计 年初以来 本年 今年 累计情况 cumulative"
    ),
)


def _counting(**words: str) -> dict[str, str]:
    return {word: measure for measure, listed in words.items() for word in listed.split()}


COUNT_WORDS: dict[str, str] = {
    **_counting(
        人="人数", 家="家数", 户="户数", 件="件数", 场次="场次 场次数", 人次="人次 人次数", 次="次数", 个="个数"
    ),
    **_counting(份="份数", 篇="篇数", 项="项数", 起="起数", 元="金额 资金"),
    **dict.fromkeys(("比率", "比例", "百分比"), "%"),
}
"""Heads of sub-columns that count in a measure of their own: 人数 under 走访慰问 counts people, 金额 money."""

TOTAL = re.compile(
    r".{0,10}(?:合计|小计|总计|共计|平均(?:每.{1,4})?|总和|合计数)(?:total|subtotal|sum)?|"
    r"(?:全[县市区省国]|各?单位|本[月季年期])?(?:总数|汇总)|全县|全市|全区|全省|全国|计|total|subtotal|sum"
)
OF_WHICH = re.compile(r"^(?:#|其\s*中|of which)\s*[:：、,，]?\s*")
LEADING_MARK = re.compile(
    r"^(?:[（(]\s*(?:\d{1,3}|[一二三四五六七八九十]{1,3})\s*[)）]|\d{1,3}(?:\.\d{1,2})*\s*[.、．)）](?!\d)|"
    r"\d{1,2}(?:\.\d{1,2})+(?![万亿千百十余多来元])(?=[\u4e00-\u9fff]{3})|"
    r"[一二三四五六七八九十]{1,3}\s*[、.．]|[①-⑳])\s*"
)
SEPARATORS = " \t\r\n-—–_/／\\＼|·・:：,，、;；()（）[]【】"

TARGET_TITLE = re.compile(
    r"年度目标|目标任务|年度任务|全年目标|全年任务|任务分解|目标分解|责任分解|指标分解|目标责任|年度计划|任务书"
)
LAST_YEAR_TITLE = re.compile(r"(?:去年|上年|上一年)(?:同期|同月|同季)|同期数")
BOTH_YEARS_TITLE = re.compile(r"对比|比较|同比|对照|[与和及较比](?:去年|上年|上一年)")
REPORT_TITLE = re.compile(r"完成|进度|进展|执行|落实|推进|季报|月报|半年报|统计表|台账|通报|快报|上报|填报")


_NUMBERED_TITLE = re.compile(
    r"(?:附[件表录图]|表|第)\s*[\d一二三四五六七八九十]{0,3}(?:[-—.]\d{1,2})?(?:部分)?\s*[:：]"
)
"""附件1：…, 表二：…, 第一部分：… number the title that follows."""


def is_note(text: str) -> bool:
    """Whether a text is a note such as 填报单位：洋口镇总工会 or 注：…, and not a head."""
    if "：" not in text and ":" not in text:
        return False
    plain = text.strip()
    if _NUMBERED_TITLE.match(plain):
        return False
    mark = min((place for place in (plain.find("："), plain.find(":")) if place > 0), default=-1)
    return 0 < mark <= 10 and not plain.startswith("其中")
