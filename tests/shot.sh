#!/usr/bin/env bash
# Renders the pictures of assets/screenshots with the program given, under Xvfb when there is no
# display. `./dev shot` calls this. Every picture is an exact state: lesson, request, step, theme, size.
#   tests/shot.sh path/to/authwalk-desktop
#   tests/shot.sh path/to/authwalk-desktop --series [FOLDER]
# --series makes one picture for each step of the first lesson's second request, as a film of it, into
# FOLDER (build/series), and one of them all beside each other where ImageMagick is there.
set -euo pipefail
desktop=$(readlink -f "$1")
cd "$(dirname "$0")/.."
lesson=scenarios/01_protected_routes.json
out=assets/screenshots
if [ -z "${DISPLAY:-}" ] && [ -z "${WAYLAND_DISPLAY:-}" ]; then
    exec xvfb-run -a -s '-screen 0 2560x1440x24' "$PWD/tests/shot.sh" "$desktop" "${@:2}"
fi

series() {  # until the program says that the request has no such step
    local out=${1:-build/series} step=1 picture
    mkdir -p "$out"
    rm -f "$out"/step_*.png "$out"/all.png
    while picture=$out/$(printf 'step_%02d.png' "$step") &&
        "$desktop" --scenario "$lesson" --size 1600x900 --theme light --request 2 --level line \
            --step "$step" --screenshot "$picture" 2>/dev/null; do
        echo "$picture"
        step=$((step + 1))
    done
    [ "$step" -gt 1 ] || { echo "shot.sh: not one picture could be made" >&2; exit 1; }
    if command -v montage >/dev/null; then
        montage "$out"/step_*.png -geometry 800x450+6+6 -tile 3x "$out/all.png"
        echo "$out/all.png"
    fi
}
if [ "${2:-}" = --series ]; then
    series "${3:-}"
    exit
fi
mkdir -p "$out"

picture() {  # picture NAME SIZE THEME REQUEST STEP [FLAG...]
    local name=$1 size=$2 theme=$3 request=$4 step=$5
    shift 5
    "$desktop" --scenario "$lesson" --size "$size" --theme "$theme" --request "$request" \
        --step "$step" --level line "$@" --screenshot "$out/$name.png" 2>/dev/null ||
        { echo "shot.sh: $name could not be made" >&2; exit 1; }
    echo "$out/$name.png"
}

picture request_1_midway 1600x900 light 1 4
picture request_1_done 1600x900 light 1 last
picture request_2_midway 1600x900 light 2 7
picture request_2_done 1600x900 dark 2 last
picture request_3_midway 1600x900 dark 3 9
picture request_3_done 1600x900 light 3 last
picture quiz_answered 1600x900 light 3 last --answer 1=C --answer 2=A --answer 3=B
picture dark 1600x900 dark 2 7
picture small 1024x768 light 2 7
picture high_contrast 1600x900 contrast 2 last
picture presenter 1280x720 light 2 7 --press F11
picture palette 1600x900 dark 2 7 --press Ctrl+P
picture large 2560x1440 dark 3 9
