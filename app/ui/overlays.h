// ui/overlays.h -- what lies on top of the window: the lesson browser, the palette in which
// everything is found by name, the settings and the page of keys.
#pragma once

#include "ui/look.h"

namespace ui {

// Draws the overlay that the state asks for, over the whole window.
void draw_overlay(const Panel& panel);

void draw_lesson_browser(const Panel& panel, const Box& window);  // overlay_lessons.cpp
void draw_help(const Panel& panel, const Box& window);            // overlay_help.cpp
void draw_palette(const Panel& panel, const Box& window);         // overlay_palette.cpp
void draw_settings_page(const Panel& panel, const Box& window);   // overlay_settings.cpp

// The card of an overlay, in the middle; out: the part inside its padding.
Box overlay_card(const Look& look, const Box& window, float width, float height);
// At last: a press on the card is not a press beside it.
void cover_card(const Look& look, const Box& card);
// What it is, and the button that closes it.
void draw_overlay_title(const Panel& panel, const Box& card, std::string_view title);
// The line to type into, with the keyboard on it from the start.
void draw_filter(const Panel& panel, const Box& row, const char* hint);

}  // namespace ui
