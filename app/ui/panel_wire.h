// ui/panel_wire.h -- request and response of the current request as bytes, with the credentials
// marked. The response appears when it is built.
#pragma once

#include "ui/look.h"

namespace ui {

void draw_wire_panel(const Panel& panel);

}  // namespace ui
