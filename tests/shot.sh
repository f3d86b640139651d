#!/usr/bin/env bash
# Renders the pictures of assets/screenshots with the program given, under Xvfb when there is no
# display. `./dev shot` calls this. Every picture is an exact state: lesson, request, step, theme, size.
#   tests/shot.sh path/to/authwalk-desktop
set -euo pipefail
desktop=$(readlink -f "$1")
cd "$(dirname "$0")/.."
lesson=scenarios/01_protected_routes.json
out=assets/screenshots
mkdir -p "$out"
if [ -z "${DISPLAY:-}" ] && [ -z "${WAYLAND_DISPLAY:-}" ]; then
    exec xvfb-run -a -s '-screen 0 2560x1440x24' "$0" "$desktop"
fi

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
picture quiz_answered 1600x900 light 3 last --answer 1=C --answer 2=A --answer 3=A
picture dark 1600x900 dark 2 7
picture small 1024x768 light 2 7
picture large 2560x1440 dark 3 9
