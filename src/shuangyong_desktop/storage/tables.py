"""The tables as peewee sees them, private to this folder.

For records read one at a time or by the dozen; what is read before the window is painted or
for every key pressed is SQL on the connection (DESIGN 17, PERFORMANCE §4).
"""

from peewee import (
    AutoField,
    BareField,
    BooleanField,
    CompositeKey,
    ForeignKeyField,
    IntegerField,
    Model,
    SqliteDatabase,
    TextField,
)

from shuangyong_desktop.storage.connection import Connection


class BorrowedDatabase(SqliteDatabase):
    """The ledger's own connection, as peewee wants it."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(":ledger:")
        self._borrowed = connection

    def _connect(self) -> Connection:
        return self._borrowed


class Row(Model):
    """A row with an id that is never used again."""

    id = AutoField()

    class Meta:
        legacy_table_names = False


class AttributeRow(Model):
    name = TextField(primary_key=True)
    value = BareField()

    class Meta:
        table_name = "attribute"
        without_rowid = True


class CommunityRow(Row):
    name = TextField(unique=True)
    position = IntegerField(default=0)
    sort_key = TextField(default="")

    class Meta:
        table_name = "community"


class CategoryRow(Row):
    code = TextField(unique=True)
    name = TextField()
    category_group = TextField()
    bit = IntegerField(unique=True)
    short = TextField(default="")
    paid = BooleanField(default=False)
    vague = BooleanField(default=False)
    exchange_name = TextField(default="")
    aliases = TextField(default="[]")

    class Meta:
        table_name = "category"


class HouseholdRow(Row):
    name = TextField(default="")
    community = ForeignKeyField(CommunityRow, null=True)
    address = TextField(null=True)
    remarks = TextField(null=True)

    class Meta:
        table_name = "household"


class PersonRow(Row):
    name = TextField()
    name_key = TextField(default="")
    former_name = TextField(null=True)
    sex = TextField(null=True)
    id_number = TextField(null=True)
    birth_date = TextField(null=True)
    ethnic = TextField(null=True)
    political_status = TextField(null=True)
    category_mask = IntegerField(default=0)
    status = TextField(default="ACTIVE")
    death_date = TextField(null=True)
    status_date = TextField(null=True)
    status_basis = TextField(null=True)
    phone = TextField(null=True)
    community = ForeignKeyField(CommunityRow, null=True)
    address = TextField(null=True)
    address_key = TextField(default="")
    registered_address = TextField(null=True)
    household = ForeignKeyField(HouseholdRow, null=True)
    enlist_date = TextField(null=True)
    discharge_date = TextField(null=True)
    military_unit = TextField(null=True)
    discharge_cert = TextField(null=True)
    disability_grade = TextField(null=True)
    disability_nature = TextField(null=True)
    disability_cert = TextField(null=True)
    pension_cert = TextField(null=True)
    subsidy_standard = IntegerField(null=True)
    bank_name = TextField(null=True)
    bank_account = TextField(null=True)
    preferential_card = TextField(null=True)
    card_status = TextField(null=True)
    card_apply_date = TextField(null=True)
    card_issue_date = TextField(null=True)
    plaque_number = TextField(null=True)
    plaque_date = TextField(null=True)
    plaque_hung = BooleanField(null=True)
    employment = TextField(null=True)
    remarks = TextField(null=True)
    native_place = TextField(null=True)
    education = TextField(null=True)
    marital = TextField(null=True)
    lunar_birthday = TextField(null=True)
    away = TextField(null=True)
    kin_name = TextField(null=True)
    kin_relation = TextField(null=True)
    kin_phone = TextField(null=True)
    enlist_place = TextField(null=True)
    origin = TextField(null=True)
    branch = TextField(null=True)
    rank = TextField(null=True)
    placement = TextField(null=True)
    soldier_kind = TextField(null=True)
    region_kind = TextField(null=True)
    conscript_from = TextField(null=True)
    conscript_to = TextField(null=True)
    campaign = TextField(null=True)
    disability_genus = TextField(null=True)
    disability_since = TextField(null=True)
    disability_until = TextField(null=True)
    care_way = TextField(null=True)
    bank_holder = TextField(null=True)
    health = TextField(null=True)
    self_care = TextField(null=True)
    labour = TextField(null=True)
    living_way = TextField(null=True)
    housing = TextField(null=True)
    medical_insurance = TextField(null=True)
    pension_insurance = TextField(null=True)
    social_aid = TextField(null=True)
    hardships = TextField(null=True)
    photo = TextField(null=True)

    class Meta:
        table_name = "person"


class PersonCategoryRow(Row):
    person = ForeignKeyField(PersonRow)
    category = ForeignKeyField(CategoryRow, field="code", column_name="category")
    since = TextField(null=True)
    until = TextField(null=True)
    basis = TextField(null=True)
    certificate = TextField(null=True)

    class Meta:
        table_name = "person_category"


class PersonTagRow(Row):
    person = ForeignKeyField(PersonRow)
    tag = TextField()

    class Meta:
        table_name = "person_tag"


class VisitPlanRow(Row):
    title = TextField()
    occasion = TextField()
    year = IntegerField()
    rule = TextField()
    amounts = TextField()
    delivery = TextField()
    method = TextField()
    one_per_household = BooleanField(default=False)
    removed_at = TextField(null=True)

    class Meta:
        table_name = "visit_plan"


class VisitGroupRow(Row):
    plan = ForeignKeyField(VisitPlanRow)
    name = TextField()
    communities = TextField(default="[]")
    lead_official = TextField(default="")

    class Meta:
        table_name = "visit_group"


class VisitUnitRow(Row):
    plan = ForeignKeyField(VisitPlanRow)
    group = ForeignKeyField(VisitGroupRow, null=True)
    kind = TextField()
    person = ForeignKeyField(PersonRow, null=True)
    household = ForeignKeyField(HouseholdRow, null=True)
    name = TextField()
    id_number = TextField(null=True)
    category = TextField(default="")
    community = TextField(default="")
    address = TextField(default="")
    phone = TextField(default="")
    money = IntegerField(default=0)
    goods = TextField(default="[]")
    method = TextField()

    class Meta:
        table_name = "visit_unit"


class VisitReceiptRow(Row):
    unit = ForeignKeyField(VisitUnitRow)
    person = ForeignKeyField(PersonRow, null=True)
    state = TextField()
    received_on = TextField(null=True)
    reason = TextField(default="")
    proxy_name = TextField(default="")
    proxy_relation = TextField(default="")
    proxy_id_number = TextField(null=True)
    proxy_phone = TextField(default="")
    proxy_reason = TextField(default="")
    confirmed_on = TextField(null=True)
    confirmed_by = TextField(default="")
    thumb_print = BooleanField(default=False)
    witness = TextField(default="")
    flag_reason = TextField(default="")
    remarks = TextField(default="")

    class Meta:
        table_name = "visit_receipt"


class AttachmentRow(Row):
    group = ForeignKeyField(VisitGroupRow)
    paper = TextField()
    name = TextField()
    sha256 = TextField()
    size = IntegerField()
    added_at = TextField()

    class Meta:
        table_name = "attachment"


class SettingRow(Row):
    key = TextField(unique=True)
    value = TextField()

    class Meta:
        table_name = "setting"


class ImportFileRow(Row):
    sha256 = TextField()
    name = TextField()
    imported_at = TextField()
    row_count = IntegerField(default=0)

    class Meta:
        table_name = "import_file"


class ImportRowRow(Model):
    file_id = IntegerField()
    sheet = TextField()
    row = IntegerField()
    cells = TextField()
    person_id = IntegerField(null=True)

    class Meta:
        table_name = "import_row"
        primary_key = False


class SearchRow(Model):
    tok = TextField()
    id = IntegerField()
    comm = IntegerField()
    cat = IntegerField()
    st = TextField()
    facets = IntegerField(default=0)

    class Meta:
        table_name = "search"
        primary_key = CompositeKey("tok", "id")
        without_rowid = True


JOURNALED_ROWS: tuple[type[Row], ...] = (
    CommunityRow, CategoryRow, HouseholdRow, PersonRow, PersonCategoryRow, PersonTagRow,
    VisitPlanRow, VisitGroupRow, VisitUnitRow, VisitReceiptRow, AttachmentRow, SettingRow,
    ImportFileRow,
)  # fmt: skip
"""The rows of the clerk's work, in the order of `journal.JOURNALED`."""
