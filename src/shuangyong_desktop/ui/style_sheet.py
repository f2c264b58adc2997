"""The style sheet: widgets are styled by object name and by the properties `role` and `kind`.

`$name` are colour tokens of `theme.Colours`, `$pN` are N pixels at the theme's scale, `$round`
makes a radio button a circle.
"""

STYLE_SHEET = """
* { font-size: $p13; }
QToolTip { background: $surface; color: $text; border: 1px solid $line; padding: $p4; }
QWidget#window, QWidget[role="page"], QWidget[role="stage"] { background: $bg; }

QFrame#rail { background: $rail; border: none; border-right: 1px solid $line; }
QFrame#top_bar { background: $surface; border: none; border-bottom: 1px solid $line; }
QFrame#demo_strip { background: $warn_soft; border: none; border-bottom: 1px solid $line; }
QFrame#status_bar { background: $surface; border: none; border-top: 1px solid $line; }
QFrame[role="side"] { background: $surface2; border: none; border-right: 1px solid $line; }
QFrame[role="panel"] { background: $surface; border: none; border-left: 1px solid $line; }
QFrame[role="card"] { background: $surface; border: 1px solid $line; border-radius: $p8; }
QFrame[role="hollow"] { background: transparent; border: none; }
QFrame[role="rule"] { background: $line2; border: none; max-height: 1px; min-height: 1px; }
QFrame[role="upright"] { background: $line2; border: none; max-width: 1px; min-width: 1px; }
QFrame[role="strip"] { border: none; border-radius: $p6; }
QFrame[role="strip"][kind="warn"] { background: $warn_soft; }
QFrame[role="strip"][kind="bad"] { background: $bad_soft; }
QFrame[role="strip"][kind="info"] { background: $info_soft; }
QFrame[role="strip"][kind="ok"] { background: $ok_soft; }

QLabel { background: transparent; color: $text; }
QLabel[role="title"] { font-size: $p18; font-weight: 500; }
QLabel[role="display"] { font-size: $p24; font-weight: 500; }
QLabel[role="heading"] { font-size: $p15; font-weight: 500; }
QLabel[role="strong"] { font-weight: 500; }
QLabel[role="label"] { color: $text2; }
QLabel[role="note"] { color: $text3; font-size: $p12; }
QLabel[role="figure"] { font-size: $p20; font-weight: 500; }
QLabel[role="error"] { color: $bad; font-size: $p12; }
QLabel[role="initial"] { background: $accent_soft; color: $accent_text; font-size: $p20;
    font-weight: 500; border-radius: $p22; }
QLabel[role="portrait"] { background: $accent_soft; color: $accent_text; font-size: $p20;
    font-weight: 500; border: 2px solid transparent; border-radius: $p6; }
QLabel[role="portrait"]:focus { border-color: $accent; }
QLabel[role="tile"] { background: $accent_soft; border-radius: $p8; }
QLabel[role="tile"][kind="plain"] { background: $chip; }
QLabel[role="key"] { font-size: $p20; font-weight: 500; letter-spacing: 1px; }
QLabel[role="chip"] { background: $chip; color: $text2; border-radius: $p4;
    padding: $p2 $p8; font-size: $p12; }
QLabel[kind="ok"] { color: $ok; }
QLabel[kind="warn"] { color: $warn; }
QLabel[kind="bad"] { color: $bad; }
QLabel[kind="info"] { color: $info; }
QLabel[role="chip"][kind="bad"] { background: $bad_soft; color: $bad; }
QLabel[role="chip"][kind="warn"] { background: $warn_soft; color: $warn; }
QLabel[role="chip"][kind="ok"] { background: $ok_soft; color: $ok; }
QLabel[role="chip"][kind="info"] { background: $info_soft; color: $info; }
QLabel[kind="demo"] { background: $warn_soft; color: $warn; }

QPushButton { background: $surface; color: $text; border: 1px solid $line; border-radius: $p6;
    padding: 0 $p12; min-height: $p30; font-weight: 500; }
QPushButton:hover { background: $surface2; border-color: $text3; }
QPushButton:pressed { background: $line2; }
QPushButton:focus { border: 2px solid $accent; padding: 0 $p11; }
QPushButton:disabled { color: $text3; background: $surface2; border-color: $line2; }
QPushButton[kind="primary"] { background: $accent; color: #FFFFFF; border: 1px solid $accent; }
QPushButton[kind="primary"]:hover { background: $accent_text; border-color: $accent_text;
    color: $surface; }
QPushButton[kind="primary"]:focus { border: 2px solid $text; }
QPushButton[kind="primary"]:disabled { background: $line; color: $text3; border-color: $line; }
QPushButton[kind="flat"] { background: transparent; border: 1px solid transparent;
    color: $text2; }
QPushButton[kind="flat"]:hover { background: $line2; }
QPushButton[kind="flat"]:focus { border: 2px solid $accent; }
QPushButton[kind="fold"] { background: transparent; border: 1px solid transparent;
    border-radius: $p4; color: $text; font-weight: 500; text-align: left; padding: $p2 0; }
QPushButton[kind="fold"]:hover { background: $line2; }
QPushButton[kind="fold"]:focus { border: 2px solid $accent; }
QPushButton[kind="link"] { background: transparent; border: 1px solid transparent;
    color: $info; padding: 0 $p2; min-height: $p24; font-weight: 400; text-align: left; }
QPushButton[kind="link"]:hover { color: $accent_text; }
QPushButton[kind="link"]:focus { border: 2px solid $accent; border-radius: $p4; }
QPushButton[kind="tab"] { background: transparent; border: none; border-radius: 0;
    border-bottom: 2px solid transparent; color: $text2; padding: 0 $p12; }
QPushButton[kind="tab"]:hover { color: $text; }
QPushButton[kind="tab"]:checked { color: $text; border-bottom: 2px solid $accent; }
QPushButton[kind="tab"]:focus { border: 2px solid $accent; border-radius: $p4; }
QPushButton[kind="chip"] { background: $surface; color: $text2; border: 1px solid $line;
    border-radius: $p12; padding: 0 $p12; min-height: $p24; font-weight: 400; }
QPushButton[kind="chip"]:hover { border-color: $text3; }
QPushButton[kind="chip"]:checked { background: $accent_soft; color: $accent_text;
    border-color: $accent; font-weight: 500; }
QPushButton[kind="chip"]:focus { border: 2px solid $accent; padding: 0 $p11; }
QPushButton[kind="card"] { background: transparent; border: 1px solid transparent;
    border-radius: $p8; padding: 0; min-height: 0; text-align: left; font-weight: 400; }
QPushButton[kind="card"]:hover { background: $surface2; }
QPushButton[kind="card"]:checked { background: $accent_soft; }
QPushButton[kind="card"]:focus { border: 2px solid $accent; padding: 0; }
QPushButton[kind="segment"] { background: $surface; color: $text; border: 1px solid $line;
    border-right: none; border-radius: 0; padding: 0 $p12; min-height: $p28; font-weight: 400; }
QPushButton[kind="segment"][last="true"] { border-right: 1px solid $line; }
QPushButton[kind="segment"]:hover { background: $surface2; }
QPushButton[kind="segment"]:checked { background: $accent_soft; color: $accent_text;
    font-weight: 500; }
QPushButton[kind="segment"]:focus { border: 2px solid $accent; padding: 0 $p11; }
QPushButton::menu-indicator { image: none; width: 0; }

QToolButton[role="rail"] { background: transparent; border: 1px solid transparent;
    border-radius: $p8; color: $text2; font-size: $p12; }
QToolButton[role="rail"][wide="true"] { font-size: $p13; padding-left: $p12; }
QToolButton[role="rail"]:hover { background: $line2; }
QToolButton[role="rail"]:checked { background: $accent_soft; color: $accent_text;
    font-weight: 500; }
QToolButton[role="rail"]:focus { border: 2px solid $accent; }

QLineEdit, QPlainTextEdit, QComboBox, QSpinBox, QDateEdit { background: $surface; color: $text;
    border: 1px solid $line; border-radius: $p6; padding: 0 $p8;
    selection-background-color: $accent; selection-color: #FFFFFF; }
QLineEdit, QComboBox, QSpinBox, QDateEdit { min-height: $p28; }
QPlainTextEdit { padding: $p4; }
QTextEdit { background: $surface; color: $text; border: 1px solid $line; border-radius: $p6;
    padding: $p6; selection-background-color: $accent; selection-color: #FFFFFF; }
QTextEdit:focus { border: 2px solid $accent; padding: 5px; }
QPlainTextEdit[role="tall"] { min-height: $p76; }
QLineEdit:hover, QPlainTextEdit:hover, QComboBox:hover, QSpinBox:hover { border-color: $text3; }
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus, QSpinBox:focus, QDateEdit:focus {
    border: 2px solid $accent; padding: 0 7px; }
QPlainTextEdit:focus { padding: $p3; }
QLineEdit[invalid="true"] { border: 1px solid $bad; }
QLineEdit:disabled, QComboBox:disabled, QSpinBox:disabled { background: $surface2;
    color: $text3; }
QSpinBox::up-button, QSpinBox::down-button { width: 0; border: none; }
QComboBox::drop-down { border: none; width: $p24; }
QComboBox::down-arrow { image: url($arrow); width: $p14; height: $p14; }
QComboBox QAbstractItemView { background: $surface; border: 1px solid $line; outline: none;
    selection-background-color: $accent_soft; selection-color: $accent_text; }
QCheckBox, QRadioButton { color: $text; spacing: $p6; min-height: $p24;
    background: transparent; }
QCheckBox:focus, QRadioButton:focus { color: $accent_text; }
QCheckBox::indicator, QRadioButton::indicator, QListView::indicator { width: $p14; height: $p14;
    border: 1px solid $text3; background: $surface; }
QCheckBox::indicator, QListView::indicator { border-radius: $p3; }
QRadioButton::indicator { border-radius: $round; }
QCheckBox::indicator:checked, QListView::indicator:checked { background: $accent;
    border-color: $accent; image: url($tick); }
QRadioButton::indicator:checked { background: $surface; border: $p4 solid $accent;
    width: $p8; height: $p8; }

QTableView, QListView, QTreeView { background: $surface; color: $text; border: none;
    outline: none; gridline-color: transparent; alternate-background-color: $surface2; }
QTableView::item { border: none; padding: 0 $p6; }
QListView#filters, QListView#due_filters, QListView#appeal_filters, QListView#reports {
    background: transparent; }
QListView::item { border-radius: $p6; }
QListWidget::item:selected { background: $accent_soft; color: $accent_text; }
QTableView[role="framed"], QListView[role="framed"] { border: 1px solid $line;
    border-radius: $p6; }
QTableView[role="framed"]::item:selected { background: $accent_soft; color: $text; }
QListView[role="framed"]::item { padding: $p6 $p8; color: $text; }
QListView[role="framed"]::item:selected { background: $accent_soft; color: $accent_text; }
QListView[role="index"] { background: transparent; }
QListView[role="index"]::item { padding: $p8 $p10; color: $text; }
QListView[role="index"]::item:hover { background: $line2; }
QListView[role="index"]::item:selected { background: $accent_soft; color: $accent_text; }
QHeaderView { background: $surface2; border: none; }
QHeaderView::section { background: $surface2; color: $text2; border: none;
    border-bottom: 1px solid $line; padding: 0 $p8; font-weight: 500; height: $p32; }
QTableCornerButton::section { background: $surface2; border: none; }

QTabBar { background: transparent; }
QTabBar::tab { background: transparent; color: $text2; border: none;
    border-bottom: 2px solid transparent; padding: $p8 $p10; }
QTabBar::tab:selected { color: $text; border-bottom: 2px solid $accent; font-weight: 500; }
QTabBar::tab:focus { color: $accent_text; }
QTabWidget::pane { border: none; border-top: 1px solid $line; }

QScrollArea { background: transparent; border: none; }
QScrollArea > QWidget > QWidget[role="scrolled"] { background: transparent; }
QScrollBar:vertical { background: transparent; width: $p10; margin: 0; }
QScrollBar:horizontal { background: transparent; height: $p10; margin: 0; }
QScrollBar::handle { background: $line; border-radius: $p3; min-height: $p30;
    min-width: $p30; margin: 2px; }
QScrollBar::handle:hover { background: $text3; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QSplitter::handle { background: $line; }

QProgressBar { background: $line2; border: none; border-radius: $p4; min-height: $p8;
    max-height: $p8; }
QProgressBar::chunk { background: $c1; border-radius: $p4; }
QMessageBox QLabel#qt_msgbox_label { min-width: $p360; }
QMessageBox QPushButton { min-width: $p48; }
QMenu { background: $surface; color: $text; border: 1px solid $line; padding: $p4; }
QMenu::item { padding: $p6 $p24 $p6 $p12; border-radius: $p4; }
QMenu::item:selected { background: $accent_soft; color: $accent_text; }
QMenu::item:disabled { color: $text3; }
QMenu::separator { height: 1px; background: $line2; margin: $p4; }
QDialog { background: $surface; }
QGraphicsView { background: $line2; border: none; }
QFrame#toast { background: $text; border: none; border-radius: $p8; }
QFrame#toast QLabel { color: $surface; }
QFrame#toast QPushButton { background: transparent; border: 1px solid $text3; color: $surface;
    min-height: $p24; }
QFrame#toast QPushButton:focus { border: 2px solid $surface; }
"""
