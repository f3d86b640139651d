// ui/context_menu.h -- what a right click offers: a small list at the pointer.
#pragma once

#include <string_view>

#include "ui/icons.h"
#include "ui/look.h"

namespace ui {

// Between true and end_menu(): one menu_item() per entry. ImGui::OpenPopup(id) opens it.
bool begin_menu(const Look& look, const char* id, float width);
// Out: it was chosen; the menu closes.
bool menu_item(const Look& look, Icon icon, std::string_view label);
void menu_line(const Look& look);
void end_menu();

}  // namespace ui
