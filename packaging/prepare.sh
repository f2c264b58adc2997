# Sourced by ./run and ./test: makes .venv from the lock, once, and says so.
# Arguments: $1 the lock file; the rest: Debian packages of system libraries.

say() { printf '%s\n' "$*" >&2; }

missing_packages() {
    for package in "$@"; do
        dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || printf '%s ' "$package"
    done
}

# Debian's packages come first: without them neither venv nor Qt starts.
install_system_libraries() {
    command -v dpkg-query >/dev/null 2>&1 || return 0
    python_ready=python3-venv
    if command -v python3 >/dev/null 2>&1 && python3 -c 'import ensurepip, venv' 2>/dev/null; then
        python_ready=
    fi
    # shellcheck disable=SC2086
    missing=$(missing_packages $python_ready "$@")
    [ -n "$missing" ] || return 0
    if [ "$(id -u)" = 0 ]; then as_root=; elif sudo -n true 2>/dev/null; then as_root=sudo; else as_root=ask; fi
    if [ "$as_root" = ask ] || ! command -v apt-get >/dev/null 2>&1; then
        say "缺少系统组件，请执行这一行后再试一次："
        say "    sudo apt-get install --no-install-recommends $missing"
        exit 1
    fi
    say "正在安装系统组件：$missing"
    # shellcheck disable=SC2086
    $as_root env DEBIAN_FRONTEND=noninteractive sh -c \
        'exec >/dev/null; install() { apt-get install -y -qq --no-install-recommends "$@"; }
         install "$@" 2>/dev/null || { apt-get update -qq && install "$@"; }' \
        apt $missing >&2 || { say "系统组件没有装上，请检查软件源后再试。"; exit 1; }
}

python_in_range() {
    "$1" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null
}

find_python() {
    for candidate in python3 python3.13 python3.12 python3.11; do
        if command -v "$candidate" >/dev/null 2>&1 && python_in_range "$candidate"; then
            printf '%s' "$candidate"
            return
        fi
    done
}

make_environment() {
    lock=$1
    stamp=.venv/.$(basename "$lock").sum
    if [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$(cksum <"$lock")" ]; then return; fi
    python=$(find_python)
    [ -n "$python" ] || { say "需要 Python 3.11 至 3.13，本机没有找到。"; exit 1; }
    [ -x .venv/bin/python ] || "$python" -m venv .venv || exit 1
    say "正在准备运行环境（只在第一次或更新后进行）……"
    .venv/bin/python -m pip install -q --disable-pip-version-check --require-hashes -r "$lock" >&2 || {
        say "程序组件没有装上。离线时请先把 wheelhouse 文件夹放到本机，再设置 PIP_FIND_LINKS 和 PIP_NO_INDEX=1。"
        exit 1
    }
    cksum <"$lock" >"$stamp"
}

prepare() {
    lock=$1
    shift
    install_system_libraries "$@"
    make_environment "$lock"
}

QT_LIBRARIES="libgl1 libegl1 libfontconfig1 libfreetype6 libdbus-1-3 libglib2.0-0 libxkbcommon0 libxkbcommon-x11-0
libgssapi-krb5-2 libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0 libxcb-render-util0
libxcb-shape0 libxcb-xinerama0 libx11-xcb1 libatomic1"
